package relay.domain.traffic;

import java.util.Optional;
import relay.domain.quota.RateLimit.Window;

/** What can be limited of one flow. */
public enum Limit {
  CONNECTIONS("connections", "connections at a time"),
  CONNECTIONS_PER_MINUTE("connections-per-minute", "new connections a minute"),
  MESSAGES_PER_CONNECTION("messages-per-connection", "messages a connection"),
  RECIPIENTS_PER_TRANSACTION("recipients-per-transaction", "recipients a transaction"),
  PER_SECOND("per-second", "recipients a second"),
  PER_MINUTE("per-minute", "recipients a minute"),
  PER_HOUR("per-hour", "recipients an hour"),
  PER_DAY("per-day", "recipients a day"),
  OCTETS_PER_MINUTE("octets-per-minute", "octets a minute"),
  OCTETS_PER_HOUR("octets-per-hour", "octets an hour"),
  OCTETS_PER_DAY("octets-per-day", "octets a day");

  private final String label;
  private final String words;

  Limit(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /** As in settings. */
  public String label() {
    return label;
  }

  /** For people, behind a number. */
  public String words() {
    return words;
  }

  /** Whether it is about octets, which may be written with a unit. */
  boolean isOctets() {
    return this == OCTETS_PER_MINUTE || this == OCTETS_PER_HOUR || this == OCTETS_PER_DAY;
  }

  /** Of a rate. */
  Optional<Window> window() {
    return Optional.ofNullable(
        switch (this) {
          case CONNECTIONS, MESSAGES_PER_CONNECTION, RECIPIENTS_PER_TRANSACTION -> null;
          case PER_SECOND -> Window.SECOND;
          case CONNECTIONS_PER_MINUTE, PER_MINUTE, OCTETS_PER_MINUTE -> Window.MINUTE;
          case PER_HOUR, OCTETS_PER_HOUR -> Window.HOUR;
          case PER_DAY, OCTETS_PER_DAY -> Window.DAY;
        });
  }

  static Optional<Limit> labelled(String label) {
    for (Limit limit : values()) {
      if (limit.label.equals(label)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }
}
