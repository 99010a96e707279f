package relay.domain.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * One line of the journal.
 *
 * @param mail empty only for events about no mail (LOGIN_FAILED, ALARM, REJECTED before DATA)
 * @param part which copy of the mail: 0 before it was split by next hop, 1 and up after
 * @param attempt 0 for what happens before the first delivery attempt, then 1 and up
 * @param recipient whom it is about; empty when it is about all recipients of the part
 * @param details further facts: String, Long, Boolean, Double or a List of String; names are {@link
 *     EventField}s
 */
public record MailEvent(
    EventType type,
    Instant at,
    Optional<QueueId> mail,
    int part,
    int attempt,
    Optional<EmailAddress> recipient,
    Map<String, Object> details) {

  /** Of the journal lines; raised when the meaning of a field changes. */
  public static final int SCHEMA_VERSION = 1;

  public MailEvent {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }
}
