package relay.ejb.brake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlStore;

/**
 * The brakes in the database, which all nodes read. Every method throws {@link
 * relay.domain.control.ControlUnavailable} while it cannot be used. Thread-safe.
 */
final class BrakeRecord {
  private static final long NO_VERSION = -1;
  private static final int ATTEMPTS_MAX = 5;
  private final ControlStore store;
  private final Runnable keepsake;

  /**
   * @param keepsake writes what is known now to where a start without database finds it
   */
  BrakeRecord(ControlStore store, Runnable keepsake) {
    this.store = store;
    this.keepsake = keepsake;
  }

  /** The brake as it is there, newer than this node may know. */
  Optional<Brake> find(String id) {
    ControlChange never = new ControlChange.Delete(Brake.key(id), NO_VERSION);
    return store.preview(List.of(never)) instanceof ControlOutcome.Stale stale
        ? Optional.of((Brake) stale.current())
        : Optional.empty();
  }

  /** Joins this to what is there of the same id; the brake as it is there now. */
  Brake put(Brake brake, Actor by) {
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
      Optional<Brake> there = find(brake.id());
      if (there.isPresent() && there.get().with(brake).equals(there.get())) {
        return there.get();
      }
      ControlChange change =
          there.isPresent()
              ? new ControlChange.Replace(there.get().with(brake))
              : new ControlChange.Create(brake);
      if (store.apply(change, by) instanceof ControlOutcome.Done done) {
        keepsake.run();
        return (Brake) done.object();
      }
    }
    throw new BrakesUnavailable("others change brake " + brake.id() + " now; try again", null);
  }

  /** Takes these out; what somebody else has taken out already is as good as gone. */
  void forget(List<Brake> some, Actor by) {
    List<ControlChange> changes = new ArrayList<>();
    some.forEach(b -> changes.add(new ControlChange.Delete(b.key(), 0)));
    store.apply(changes, by);
  }
}
