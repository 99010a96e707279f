package relay.domain.control;

import java.util.List;
import relay.domain.audit.Actor;

/**
 * Where changes are made (port). Thread-safe; changes happen one after the other over all nodes.
 * Every method throws {@link ControlUnavailable} while the database cannot be used; then nothing
 * was changed, or, if the connection broke at the very end, it may have been.
 */
public interface ControlStore {

  /** All of these or none, in this order, each judged after those before it. */
  ControlOutcome apply(List<ControlChange> changes, Actor by);

  /** What {@link #apply} would say now; changes nothing and leaves no audit. */
  ControlOutcome preview(List<ControlChange> changes);

  /** One change. */
  default ControlOutcome apply(ControlChange change, Actor by) {
    return apply(List.of(change), by);
  }
}
