package relay.domain.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about changes, one after the other, on top of a state that nobody else changes meanwhile.
 * One thread.
 */
public final class ChangeBook {
  private final ControlKinds kinds;
  private final long revision;
  private final List<Step> steps = new ArrayList<>();
  private ControlState state;

  /** The changes would make the state's next revision. */
  public ChangeBook(ControlKinds kinds, ControlState state) {
    this.kinds = kinds;
    this.state = state;
    this.revision = state.revision() + 1;
  }

  /**
   * A change that is allowed.
   *
   * @param before empty when the object comes into being
   * @param after empty when it goes
   */
  public record Step(
      ControlKey key, Optional<ControlObject> before, Optional<ControlObject> after) {

    /** create, replace or delete. */
    public String action() {
      return before.isEmpty() ? "create" : after.isEmpty() ? "delete" : "replace";
    }
  }

  /** The outcome of all changes together; unless it is done nothing of it may be kept. */
  public ControlOutcome decide(List<ControlChange> changes) {
    List<ControlObject> objects = new ArrayList<>();
    for (ControlChange change : changes) {
      Optional<ControlOutcome> obstacle = take(change);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
      Step step = steps.get(steps.size() - 1);
      objects.add(step.after().or(step::before).orElseThrow());
    }
    return new ControlOutcome.Done(objects, revision);
  }

  /** What is to be written down. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** With the changes made. */
  public ControlState state() {
    return state;
  }

  private Optional<ControlOutcome> take(ControlChange change) {
    Optional<ControlObject> before = state.find(change.key());
    if (change instanceof ControlChange.Create create) {
      return before.isPresent()
          ? refused(change, new Refusal.Conflict("there is a " + change.key() + " already"))
          : put(change, before, create.object().withVersion(1));
    }
    if (before.isEmpty()) {
      return Optional.of(new ControlOutcome.Missing(change.key()));
    }
    ControlObject current = before.get();
    if (change instanceof ControlChange.Replace replace) {
      return replace.object().version() != current.version()
          ? Optional.of(new ControlOutcome.Stale(current))
          : put(change, before, replace.object().withVersion(current.version() + 1));
    }
    long expected = ((ControlChange.Delete) change).version();
    return expected != 0 && expected != current.version()
        ? Optional.of(new ControlOutcome.Stale(current))
        : delete(change, current);
  }

  private Optional<ControlOutcome> put(
      ControlChange change, Optional<ControlObject> before, ControlObject after) {
    Optional<Refusal> refusal = kinds.judgePut(state, after);
    if (refusal.isPresent()) {
      return refused(change, refusal.get());
    }
    state = state.with(revision, List.of(after), List.of());
    steps.add(new Step(change.key(), before, Optional.of(after)));
    return Optional.empty();
  }

  private Optional<ControlOutcome> delete(ControlChange change, ControlObject before) {
    Optional<Refusal> refusal = kinds.judgeDelete(state, before);
    if (refusal.isPresent()) {
      return refused(change, refusal.get());
    }
    state = state.with(revision, List.of(), List.of(change.key()));
    steps.add(new Step(change.key(), Optional.of(before), Optional.empty()));
    return Optional.empty();
  }

  private static Optional<ControlOutcome> refused(ControlChange change, Refusal why) {
    return Optional.of(new ControlOutcome.Refused(change.key(), why));
  }
}
