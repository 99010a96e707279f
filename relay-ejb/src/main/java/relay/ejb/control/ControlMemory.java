package relay.ejb.control;

import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;

/** The one state of the control objects on this node. Thread-safe. */
final class ControlMemory implements ControlSource {
  private volatile ControlState state;
  private volatile boolean fromDatabase;

  /**
   * @param kept what was known when this node last ran
   */
  ControlMemory(ControlState kept) {
    this.state = kept;
  }

  @Override
  public ControlState state() {
    return state;
  }

  @Override
  public boolean isKnown() {
    return fromDatabase || state.revision() > 0;
  }

  /**
   * What a later state may be made from: the state as it is, or the empty one as long as the
   * database was not asked since the start, or was put back to an earlier time.
   */
  ControlState base(long revisionNow) {
    ControlState now = state;
    return fromDatabase && now.revision() <= revisionNow ? now : ControlState.EMPTY;
  }

  /** Whether there is nothing to learn from a database of this revision. */
  boolean isAt(long revision) {
    return fromDatabase && state.revision() == revision;
  }

  /** Takes over what was read in the database; an older reading that comes late is no news. */
  synchronized void learn(ControlState read, ControlState madeFrom) {
    boolean madeAnew = madeFrom == ControlState.EMPTY;
    if (madeAnew || read.revision() > state.revision()) {
      state = read;
      fromDatabase = true;
    }
  }
}
