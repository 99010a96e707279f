package relay.domain.feedback.review;

import java.time.LocalDate;
import java.util.List;

/**
 * The weekly lists of replies that no rule knew, of all nodes (port). Thread-safe. Each method
 * throws {@link relay.domain.view.ViewUnavailable} while the database cannot be used.
 */
public interface UnknownReplies {

  /**
   * Adds counts to those that are there, all or none.
   *
   * @param kindsMax of one week; further ones are left out
   */
  void add(List<UnknownReply> counts, int kindsMax);

  /**
   * Those of a week, the most frequent first.
   *
   * @param monday of the week
   */
  List<UnknownReply> of(LocalDate monday, int limit);
}
