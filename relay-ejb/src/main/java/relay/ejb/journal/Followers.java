package relay.ejb.journal;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import relay.domain.journal.JournalPosition;

/** All who follow the journal of this node. Thread-safe. */
@Dependent
public class Followers {
  private final Iterable<Follower> all;

  public Followers(Iterable<Follower> all) {
    this.all = all;
  }

  @Inject
  Followers(@Any Instance<Follower> all) {
    this((Iterable<Follower>) all);
  }

  /** Everything before this place was read by everyone; empty when somebody's place is unknown. */
  public Optional<JournalPosition> allHaveRead() {
    Optional<JournalPosition> least = Optional.empty();
    for (Follower follower : all) {
      Optional<JournalPosition> place = follower.written();
      if (place.isEmpty()) {
        return Optional.empty();
      }
      if (least.isEmpty() || place.get().compareTo(least.get()) < 0) {
        least = place;
      }
    }
    return least;
  }
}
