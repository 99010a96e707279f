package relay.domain.reception;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/** Events about no mail. */
final class LoginEvents {
  private LoginEvents() {}

  static MailEvent of(EventType type, Map<String, Object> details, Instant now) {
    return new MailEvent(type, now, Optional.empty(), 0, 0, Optional.empty(), details);
  }
}
