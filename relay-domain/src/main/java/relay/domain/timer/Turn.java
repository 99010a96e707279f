package relay.domain.timer;

import java.util.concurrent.Future;

/** Work that waits for its time, to be taken back. Thread-safe. */
public final class Turn {
  private Future<?> planned;
  private boolean cancelled;

  Turn() {}

  synchronized void waitsFor(Future<?> next) {
    planned = next;
    if (cancelled) {
      next.cancel(false);
    }
  }

  /** Takes it back; what is under way goes on. */
  public synchronized void cancel() {
    cancelled = true;
    if (planned != null) {
      planned.cancel(false);
    }
  }
}
