package relay.domain.control;

/**
 * All control objects as this node knows them (port): at most two seconds behind the database while
 * that can be reached, and the last known otherwise, over restarts too. Thread-safe; a field read.
 */
public interface ControlSource {
  ControlState state();
}
