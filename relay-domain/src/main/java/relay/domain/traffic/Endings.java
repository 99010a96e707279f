package relay.domain.traffic;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Ends what the relay found by itself, at the word of an operator. Thread-safe. */
public final class Endings {
  private final ReentrantLock lock;
  private final Flows flows;
  private final TheirRestrictions theirs;
  private final Map<String, Destination> destinations;

  /**
   * @param lock the one that guards the others
   * @param theirs what other nodes found
   */
  Endings(
      ReentrantLock lock,
      Flows flows,
      TheirRestrictions theirs,
      Map<String, Destination> destinations) {
    this.lock = lock;
    this.flows = flows;
    this.theirs = theirs;
    this.destinations = destinations;
  }

  /** Ends one restriction; empty when there is none of this id. */
  public Optional<Restriction> end(String id) {
    lock.lock();
    try {
      return flows.all().stream()
          .flatMap(f -> f.governor().end(id).stream())
          .findFirst()
          .or(() -> theirs.end(id));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the pauses of the flows by which mail to some destinations goes, for an operator who has
   * that mail tried now. Other destinations of the same flow, such as those of one provider, go on
   * with it.
   */
  public void endPauses(Predicate<String> hop) {
    lock.lock();
    try {
      destinations.forEach(
          (name, destination) -> {
            if (hop.test(name)) {
              destination.flows().forEach(this::endPause);
            }
          });
    } finally {
      lock.unlock();
    }
  }

  /** Ends every pause, for an operator who has all mail tried now. */
  public void endPauses() {
    lock.lock();
    try {
      flows.all().forEach(this::endPause);
      theirs.endPauses();
    } finally {
      lock.unlock();
    }
  }

  private void endPause(Flow flow) {
    flow.governor().endPause();
    theirs.endPauses(flow.label());
  }
}
