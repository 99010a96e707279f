package relay.ejb.rounds;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Goes its rounds until it is stopped. A round that throws is told to the log and is followed by
 * the next. Thread-safe.
 */
public final class Rounds {
  private static final Logger LOG = System.getLogger(Rounds.class.getName());

  private final String what;
  private final ScheduledExecutorService executor;
  private final Supplier<Duration> afterDefect;
  private final Object running = new Object();
  private volatile boolean stopped;
  private volatile Future<?> next;

  /**
   * @param what the work, for the log: "the message view"
   * @param afterDefect the pause after a round that threw
   */
  public Rounds(String what, ScheduledExecutorService executor, Supplier<Duration> afterDefect) {
    this.what = what;
    this.executor = executor;
    this.afterDefect = afterDefect;
  }

  /**
   * Begins; returns at once.
   *
   * @param pause before the first round
   * @param round does the work and says how long to wait before the next
   */
  public void start(Duration pause, Supplier<Duration> round) {
    try {
      next = executor.schedule(() -> run(round), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the server is stopping", e);
    }
  }

  /** Whether the end was asked for; a long round looks at it between its steps. */
  public boolean isStopped() {
    return stopped;
  }

  /** The end; waits for the round that is under way, so that what it uses is closed after it. */
  public void stop() {
    stopped = true;
    Future<?> waiting = next;
    if (waiting != null) {
      waiting.cancel(false);
    }
    synchronized (running) {
      LOG.log(Level.DEBUG, "{0}: no more rounds", what);
    }
  }

  private void run(Supplier<Duration> round) {
    Duration pause;
    synchronized (running) {
      if (stopped) {
        return;
      }
      pause = survive(round);
    }
    start(pause, round);
  }

  private Duration survive(Supplier<Duration> round) {
    try {
      return round.get();
    } catch (RuntimeException e) {
      Duration pause = afterDefect.get();
      LOG.log(Level.ERROR, what + " failed; trying again in " + pause, e);
      return pause;
    }
  }
}
