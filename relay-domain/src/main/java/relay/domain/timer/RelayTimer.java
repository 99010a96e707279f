package relay.domain.timer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says when the time for work has come, and does it in the context of the server's component that
 * asked for it. Thread-safe.
 */
public final class RelayTimer {
  private static final Logger LOG = System.getLogger(RelayTimer.class.getName());

  /** How long after a server refused its context it is asked again. */
  static final Duration REFUSED = Duration.ofSeconds(1);

  private final ScheduledExecutorService threads;
  private final Executor context;

  /**
   * @param threads do the work; whoever made them ends them
   * @param context runs what it gets at once, on the thread that hands it in, or refuses with an
   *     exception before it began
   */
  public RelayTimer(ScheduledExecutorService threads, Executor context) {
    this.threads = threads;
    this.context = context;
  }

  /**
   * Does work once after a pause, and as much later as the server refuses its context. Does nothing
   * once its threads are being ended. What the work throws ends the work alone.
   *
   * @return cancels the work, or its next try; work under way goes on
   */
  public Turn after(Duration pause, Runnable work) {
    Turn turn = new Turn();
    plan(pause, turn, work);
    return turn;
  }

  private void plan(Duration pause, Turn turn, Runnable work) {
    try {
      Future<?> planned =
          threads.schedule(() -> take(turn, work), pause.toMillis(), TimeUnit.MILLISECONDS);
      turn.waitsFor(planned);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the server is stopping", e);
    }
  }

  private void take(Turn turn, Runnable work) {
    var begun = new AtomicBoolean();
    try {
      context.execute(
          () -> {
            begun.set(true);
            work.run();
          });
    } catch (RuntimeException | Error e) {
      if (begun.get()) {
        LOG.log(Level.ERROR, "work that came due failed", e);
        throw e;
      }
      LOG.log(Level.DEBUG, "the server does not let work in; asking again in " + REFUSED, e);
      plan(REFUSED, turn, work);
    }
  }
}
