package relay.domain.suppression;

/**
 * Who is suppressed, on this node (port). Answers at once from memory, whatever the database does.
 * Thread-safe.
 */
public interface Suppressions {
  /** Nobody, ever. */
  Suppressions NONE = () -> SuppressionBook.EMPTY;

  /** The book, a second or two old at most while the database answers. */
  SuppressionBook current();
}
