package relay.domain.backtest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** Events of attempts as delivery writes them. */
public final class PastReplies {
  public static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final QueueId MAIL = QueueId.next(NOON, () -> 7L);
  private final Map<String, Object> details = new LinkedHashMap<>();
  private final EventType type;
  private Instant at = NOON;

  private PastReplies(EventType type, String reply) {
    this.type = type;
    details.put(EventField.REPLY, reply);
    details.put(EventField.HOST, "mx.example.org");
    if (type != EventType.DELIVERED) {
      details.put(EventField.STAGE, "rcpt");
    }
  }

  public static PastReplies refused(String reply) {
    return new PastReplies(reply.startsWith("5") ? EventType.BOUNCED : EventType.DEFERRED, reply);
  }

  public static PastReplies taken() {
    return new PastReplies(EventType.DELIVERED, "250 2.0.0 taken");
  }

  public PastReplies with(String field, Object value) {
    details.put(field, value);
    return this;
  }

  public PastReplies without(String field) {
    details.remove(field);
    return this;
  }

  public PastReplies at(Instant when) {
    at = when;
    return this;
  }

  public MailEvent event() {
    return new MailEvent(
        type,
        at,
        Optional.of(MAIL),
        0,
        1,
        Optional.of(EmailAddress.parse("bob@example.org")),
        details);
  }
}
