package relay.domain.journal;

import java.util.List;

/**
 * Hears of events after they were written (port). Called on the writer's thread, on the mail path:
 * must be quick, thread-safe and throw nothing. Hears nothing of what was written before the start;
 * who must not miss an event reads the files instead.
 */
public interface EventObserver {
  void written(List<MailEvent> events);
}
