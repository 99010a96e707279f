package relay.domain.suppression;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.audit.Actor;

/**
 * Where the list is looked at and changed (port). What is changed is durable and in force on this
 * node when a method returns, and on all others within two seconds. Every method throws {@link
 * SuppressionsUnavailable} while the database cannot be used. Thread-safe.
 */
public interface SuppressionDesk {

  /** An entry and its name. */
  record Listed(String id, Suppression suppression) {}

  /**
   * Some entries, those changed last first.
   *
   * @param next where the next page begins; empty at the end
   */
  record Page(List<Listed> entries, Optional<String> next) {}

  /** What became of entries that were put. */
  record Count(long added, long changed) {
    public Count plus(Count other) {
      return new Count(added + other.added, changed + other.changed);
    }
  }

  /**
   * @param cursor {@link Page#next()} of the page before
   * @throws IllegalArgumentException when the cursor is none of ours
   */
  Page list(SuppressionFilter filter, Optional<String> cursor, int most);

  Optional<Listed> find(String id);

  /** Puts an entry for its subject and scope in the place of any before. */
  Listed put(Suppression suppression, Actor by);

  /**
   * The same of many at once, without a line in the audit for each: the part of a file. In force at
   * once, and durable when {@link #endImport} has returned: a wait for the disk after each part
   * would cost more than all the rest.
   */
  Count putAll(List<Suppression> some);

  /** Takes an entry out; empty when there is none of this id. */
  Optional<Listed> remove(String id, Actor by);

  /** How many entries the filter means. */
  long count(SuppressionFilter filter);

  /**
   * Takes out all that the filter means, and lets the rules forget how often these were suppressed;
   * how many there were.
   */
  long removeAll(SuppressionFilter filter, Actor by);

  /** Hands over all that the filter means, reading as it goes; in no order. */
  void export(SuppressionFilter filter, Consumer<Listed> sink);

  /** After the last part of a file: makes all of it durable and takes note of it in the audit. */
  void endImport(String tenant, Count count, Actor by);
}
