package relay.domain.notice;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventType;

/** What others can be told of, by words that never change. */
public enum NoticeType {
  ACCEPTED(EventType.RECEIVED),
  DELIVERED(EventType.DELIVERED),
  DEFERRED(EventType.DEFERRED),
  BOUNCED(EventType.BOUNCED),
  EXPIRED(EventType.EXPIRED),
  SUPPRESSED(EventType.SUPPRESSED),
  DELAYED(EventType.DELAYED),
  IN_DOUBT(EventType.IN_DOUBT),
  HELD(EventType.HELD),
  RELEASED(EventType.RELEASED),
  OUT_OF_BAND_BOUNCE(EventType.OUT_OF_BAND_BOUNCE),
  COMPLAINED(EventType.COMPLAINED),
  UNSUBSCRIBED(EventType.UNSUBSCRIBED),
  ANSWERED(EventType.ANSWERED),
  OPENED(EventType.OPENED),
  CLICKED(EventType.CLICKED),
  STREAM_SLOWED(EventType.STREAM_SLOWED),
  STREAM_SUSPENDED(EventType.STREAM_SUSPENDED),
  STREAM_RESUMED(EventType.STREAM_RESUMED),
  CAMPAIGN_SLOWED(EventType.CAMPAIGN_SLOWED),
  CAMPAIGN_PAUSED(EventType.CAMPAIGN_PAUSED),
  CAMPAIGN_RESUMED(EventType.CAMPAIGN_RESUMED),
  AUTOMATION_TOLD(EventType.AUTOMATION_TOLD),
  AUTOMATION_SLOWED(EventType.AUTOMATION_SLOWED),
  AUTOMATION_PAUSED(EventType.AUTOMATION_PAUSED),
  AUTOMATION_RESUMED(EventType.AUTOMATION_RESUMED);

  private static final String OF_STREAM = "STREAM_";
  private static final String OF_CAMPAIGN = "CAMPAIGN_";
  private static final String OF_AUTOMATION = "AUTOMATION_";

  /** Of a test that somebody asked for; no event of the journal has it. */
  public static final String TEST = "webhook.test";

  private static final Map<EventType, NoticeType> BY_EVENT = new EnumMap<>(EventType.class);

  static {
    for (NoticeType type : values()) {
      BY_EVENT.put(type.event, type);
    }
  }

  private final EventType event;
  private final String word;

  NoticeType(EventType event) {
    this.event = event;
    String words = (isOfMail() ? "MESSAGE_" : "") + name();
    this.word = words.replaceFirst("_", ".").toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Whether it is about a mail, and not about all of a stream or campaign, or an automation. */
  final boolean isOfMail() {
    return !name().startsWith(OF_STREAM)
        && !name().startsWith(OF_CAMPAIGN)
        && !name().startsWith(OF_AUTOMATION);
  }

  /** {@code message.delivered}, {@code stream.slowed}. */
  public String word() {
    return word;
  }

  /** Empty for an event that stays inside. */
  public static Optional<NoticeType> of(EventType event) {
    return Optional.ofNullable(BY_EVENT.get(event));
  }

  /**
   * @throws IllegalArgumentException when it is none of the words
   */
  public static NoticeType worded(String word) {
    return List.of(values()).stream()
        .filter(type -> type.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word));
  }

  /** All words, for the text of a rule. */
  public static String words() {
    return String.join(", ", List.of(values()).stream().map(NoticeType::word).toList());
  }
}
