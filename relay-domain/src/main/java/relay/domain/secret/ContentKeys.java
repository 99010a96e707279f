package relay.domain.secret;

import java.util.List;
import java.util.Map;

/** How contents are sealed on this node, for people (port). Thread-safe. */
public interface ContentKeys {

  /**
   * What there is to know.
   *
   * @param encryption whether new contents are sealed
   * @param keys ids of the keys of this node, oldest first: the last one seals, all open
   * @param queued how many mails in the queues are sealed with each key, those of keys that this
   *     node does not have under {@code unknown}, those that are not sealed under {@code none};
   *     empty when the broker does not tell
   * @param locked mails that could not be opened when their turn came last, as far as this node
   *     remembers
   * @param troubles why, each sentence once
   */
  record Standing(
      boolean encryption,
      List<String> keys,
      Map<String, Long> queued,
      int locked,
      List<String> troubles) {
    public Standing {
      keys = List.copyOf(keys);
      troubles = List.copyOf(troubles);
    }
  }

  /** As of now; counts the queues, which takes seconds when they are long. */
  Standing standing();
}
