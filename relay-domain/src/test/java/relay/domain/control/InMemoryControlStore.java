package relay.domain.control;

import java.util.ArrayList;
import java.util.List;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;

/** Store and source over a state in memory, for tests: the real rules, no database. */
public final class InMemoryControlStore implements ControlStore, ControlSource {
  private final ControlKinds kinds;
  private final List<String> audit = new ArrayList<>();
  private ControlState state = ControlState.EMPTY;
  private boolean down;

  /** Knows the kinds of the tenancy, users, and where mail leaves from. */
  public InMemoryControlStore() {
    this(new ControlKinds(ObjectDesks.kinds()));
  }

  public InMemoryControlStore(ControlKinds kinds) {
    this.kinds = kinds;
  }

  /** As if the database could not be reached, or could again. */
  public synchronized void setDown(boolean isDown) {
    down = isDown;
  }

  /** What was done: {@code alice create tenant acme}. */
  public synchronized List<String> audit() {
    return List.copyOf(audit);
  }

  @Override
  public synchronized ControlState state() {
    return state;
  }

  @Override
  public synchronized ControlOutcome apply(List<ControlChange> changes, Actor by) {
    ChangeBook book = book();
    ControlOutcome outcome = book.decide(changes);
    if (outcome instanceof ControlOutcome.Done) {
      state = book.state();
      book.steps().forEach(s -> audit.add(by.name() + " " + s.action() + " " + s.key()));
    }
    return outcome;
  }

  @Override
  public synchronized ControlOutcome preview(List<ControlChange> changes) {
    return book().decide(changes);
  }

  private ChangeBook book() {
    if (down) {
      throw new ControlUnavailable("the test made the database unreachable", null);
    }
    return new ChangeBook(kinds, state);
  }
}
