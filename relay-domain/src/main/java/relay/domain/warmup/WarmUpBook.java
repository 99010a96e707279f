package relay.domain.warmup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.control.ControlState;
import relay.domain.traffic.Source;

/** The plans of one state of the control objects. Immutable. */
final class WarmUpBook {
  private final ControlState state;
  private final Map<String, WarmUpPlan> plans = new HashMap<>();

  WarmUpBook(ControlState state) {
    this.state = state;
    state.all(WarmUpKind.PLAN).forEach(plan -> plans.put(plan.source(), plan));
  }

  ControlState state() {
    return state;
  }

  boolean isEmpty() {
    return plans.isEmpty();
  }

  /** Null when the source has none. */
  WarmUpPlan plan(String source) {
    return plans.get(source);
  }

  boolean hasPlan(List<Source> sources) {
    for (int i = 0; i < sources.size(); i++) {
      if (plans.containsKey(sources.get(i).name())) {
        return true;
      }
    }
    return false;
  }
}
