package relay.domain.view;

import java.time.Duration;
import java.util.Optional;

/** How the message view is doing (port). Thread-safe, answers at once. */
public interface ViewStatus {

  /** Why the database cannot be used now; empty while it can. */
  Optional<String> trouble();

  /** How far the view is behind the journal. */
  Duration lag();

  /** Mails left out since the start because the database refused what is in them. */
  long refused();
}
