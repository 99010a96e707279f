package relay.domain.user;

import java.time.Instant;
import java.util.Optional;

/**
 * What all nodes must know of the logins of people (port). Thread-safe. While the database cannot
 * be reached each node goes by what it knows itself: operators must get in to mend it.
 */
public interface LoginMarks {

  /**
   * Takes the code of a step, which then counts no more, nor does any before it (RFC 6238 section
   * 5.2).
   *
   * @param user name of the identity
   * @return false when this step, or a later one, was taken already
   */
  boolean takeStep(String user, long step);

  /** Ends all sessions of a user that were opened until then, on every node within two seconds. */
  void endSessions(String user, Instant openedUntil);

  /** Until when the sessions of this user were ended; empty: never, or too long ago to matter. */
  Optional<Instant> endedUntil(String user);
}
