package relay.domain.timer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Work that is done again and again with the same pause until it is stopped. Work that throws is
 * told to the log and done again. Never twice at a time. Thread-safe.
 */
public final class Repeated {
  private static final Logger LOG = System.getLogger(Repeated.class.getName());

  private final String what;
  private final RelayTimer timer;
  private final Duration pause;
  private final Runnable work;
  private boolean stopped;
  private Turn next;

  private Repeated(String what, RelayTimer timer, Duration pause, Runnable work) {
    this.what = what;
    this.timer = timer;
    this.pause = pause;
    this.work = work;
  }

  /**
   * Begins; returns at once.
   *
   * @param what the work, for the log: "the patrol of the brakes"
   * @param first the pause before the first time
   * @param pause between the end of one time and the next
   */
  public static Repeated start(
      String what, RelayTimer timer, Duration first, Duration pause, Runnable work) {
    Repeated repeated = new Repeated(what, timer, pause, work);
    repeated.plan(first);
    return repeated;
  }

  private synchronized void plan(Duration wait) {
    if (!stopped) {
      next = timer.after(wait, this::run);
    }
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, what + " failed; it is done again in " + pause, e);
    }
    plan(pause);
  }

  /** Ends it; what is under way goes on. */
  public synchronized void stop() {
    stopped = true;
    next.cancel();
  }
}
