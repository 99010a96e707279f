package relay.ejb.journal;

import java.util.Optional;
import relay.domain.journal.JournalPosition;

/**
 * Somebody who reads the journal from a place of its own and keeps that place over restarts. A file
 * is removed or written anew only after every follower has read it: places in a file that was
 * written anew mean nothing any more. Beans of this type are asked; thread-safe.
 */
public interface Follower {
  /** For the log and for operators: "message view". */
  String name();

  /**
   * Everything before this place is durable with the follower; empty when that is not known yet,
   * and then nothing may be touched. {@link JournalPosition#END} while it needs nothing.
   */
  Optional<JournalPosition> written();
}
