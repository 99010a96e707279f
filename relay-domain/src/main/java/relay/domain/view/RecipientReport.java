package relay.domain.view;

import java.util.List;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/**
 * What became of one recipient.
 *
 * @param events about it, oldest first: attempts and how they ended, waits, reports
 */
public record RecipientReport(String address, RecipientChange standing, List<MailEvent> events) {
  public RecipientReport {
    events = List.copyOf(events);
  }

  /** The event that ended it; empty while it is open, or when the event is not on record here. */
  public Optional<MailEvent> end() {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (isEnd(events.get(i).type())) {
        return standing.state().isOpen() ? Optional.empty() : Optional.of(events.get(i));
      }
    }
    return Optional.empty();
  }

  private static boolean isEnd(EventType type) {
    return type == EventType.DELIVERED
        || type == EventType.BOUNCED
        || type == EventType.EXPIRED
        || type == EventType.SUPPRESSED
        || type == EventType.REJECTED;
  }

  /** One sentence: who took it when, or why nobody did. */
  public String verdict() {
    String at = end().map(MailEvent::at).orElse(standing.at()).toString();
    String said = standing.reply().isEmpty() ? "" : " and said: " + standing.reply();
    return switch (standing.state()) {
      case DELIVERED -> server() + " took responsibility for it at " + at + said;
      case BOUNCED -> "Not delivered; given up at " + at + because();
      case EXPIRED -> "Not delivered; its time was over at " + at + because();
      case SUPPRESSED -> "Not sent; suppressed at " + at + because();
      case REJECTED -> "Never accepted; refused at " + at + because();
      case DEFERRED ->
          "Not delivered yet; the next attempt is at "
              + standing.nextAttempt().map(Object::toString).orElse("a time not yet known")
              + because();
      case HELD -> "Not delivered yet; held since " + at + because();
      case QUEUED -> "Not delivered yet; in the queue since " + at;
    };
  }

  private String because() {
    return standing.reply().isEmpty() ? "" : ", because: " + standing.reply();
  }

  private String server() {
    String host = standing.host().isEmpty() ? standing.hop() : standing.host();
    String name = host.isEmpty() ? "The next hop" : "The server " + host;
    return end()
        .map(event -> event.details().get(EventField.HOST_ADDRESS))
        .map(address -> name + " (" + address + ")")
        .orElse(name);
  }
}
