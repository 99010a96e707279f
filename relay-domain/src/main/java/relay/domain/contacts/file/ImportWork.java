package relay.domain.contacts.file;

import java.util.List;
import java.util.Optional;
import relay.domain.csv.RawRecord;

/**
 * The imports of this node as the job does them (port). How far one has got is kept in the same
 * transaction as its contacts, so that a part that is done again changes nothing. Every method
 * throws {@link relay.domain.view.ViewUnavailable} while the database cannot be used. Thread-safe.
 */
public interface ImportWork {

  /** Rows of a file, in their order. */
  interface Rows extends AutoCloseable {
    /** The next one; empty at the end. */
    Optional<RawRecord> next();

    @Override
    void close();
  }

  /** Ids of those that wait or run, oldest first. */
  List<String> open();

  /**
   * Opens the file behind the last row that is kept, whatever the job believes; empty when it has
   * ended meanwhile, or cannot go on and was told so.
   */
  Optional<Rows> begin(String id);

  /** Takes rows; false when there is nothing to do any more, for somebody stopped it. */
  boolean take(String id, List<RawRecord> rows);

  /** All is read. */
  void finish(String id);

  /** It cannot go on. */
  void fail(String id, String problem);

  /** Removes files that belong to no import any more. */
  void sweep();
}
