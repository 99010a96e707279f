package relay.domain.timer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that is done once at its time, and a little later when the server's executor lost it. The
 * executor gets it several times; whichever comes first does it. Thread-safe.
 */
public final class Turn {
  private static final Logger LOG = System.getLogger(Turn.class.getName());

  /** How much later than its time the work is handed in again. */
  static final List<Duration> RESERVES =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(3));

  private final Runnable work;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final Queue<Future<?>> waiting = new ConcurrentLinkedQueue<>();

  private Turn(Runnable work) {
    this.work = work;
  }

  /** Hands in work; does nothing on an executor that is being shut down. */
  public static Turn after(Duration pause, ScheduledExecutorService executor, Runnable work) {
    Turn turn = new Turn(work);
    turn.handIn(pause, executor);
    for (Duration later : RESERVES) {
      turn.handIn(pause.plus(later), executor);
    }
    return turn;
  }

  private void handIn(Duration pause, ScheduledExecutorService executor) {
    try {
      waiting.add(executor.schedule(this::take, pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the server is stopping", e);
    }
    if (taken.get()) {
      // while it was handed in: whoever took it did not see this one
      cancelWaiting();
    }
  }

  private void take() {
    if (taken.compareAndSet(false, true)) {
      cancelWaiting();
      work.run();
    }
  }

  /** Takes it back; what is under way goes on. */
  public void cancel() {
    taken.set(true);
    cancelWaiting();
  }

  private void cancelWaiting() {
    for (Future<?> one = waiting.poll(); one != null; one = waiting.poll()) {
      one.cancel(false);
    }
  }
}
