package relay.domain.control;

import java.util.List;
import java.util.Optional;

/** What became of a change, or of several that were to happen together. */
public sealed interface ControlOutcome {
  /**
   * It is done, durable and in the audit; every node has it within two seconds.
   *
   * @param objects as they are now, in the order of the changes; those deleted as they last were
   * @param revision of the state that has them
   */
  record Done(List<ControlObject> objects, long revision) implements ControlOutcome {
    public Done {
      objects = List.copyOf(objects);
    }

    /** The first one: of a single change the only one. */
    public ControlObject object() {
      return objects.get(0);
    }
  }

  /** Nothing was done: somebody else changed it, it has another version than the one expected. */
  record Stale(ControlObject current) implements ControlOutcome {}

  /** Nothing was done: there is no such object; for a deletion that is as good as done. */
  record Missing(ControlKey key) implements ControlOutcome {}

  /** Nothing was done: a rule forbids it. */
  record Refused(ControlKey key, Refusal why) implements ControlOutcome {}

  /** What was done; empty when nothing was. */
  default Optional<Done> done() {
    return this instanceof Done done ? Optional.of(done) : Optional.empty();
  }
}
