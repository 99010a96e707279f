package relay.domain.control;

/**
 * All control objects as this node knows them (port): at most two seconds behind the database while
 * that can be reached, and the last known otherwise, over restarts too. Thread-safe; a field read.
 */
public interface ControlSource {
  ControlState state();

  /**
   * Whether the state is one that was read, in the database or in the file of the last run: false
   * only between the start of a node that has no such file and its first look.
   */
  default boolean isKnown() {
    return true;
  }
}
