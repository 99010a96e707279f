package relay.domain.timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads on a clock of the test, and a server that lets nothing in while it deploys something, as
 * GlassFish does.
 */
final class DeployingServer extends ScheduledThreadPoolExecutor {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.comparingLong((Task t) -> t.dueMillis).thenComparing(t -> t.number));
  private long nowMillis;
  private int number;
  private boolean deploying;

  DeployingServer() {
    super(0);
  }

  /** The timer under test. */
  RelayTimer timer() {
    return new RelayTimer(this, this::enter);
  }

  private void enter(Runnable work) {
    if (deploying) {
      throw new IllegalStateException("the module is disabled");
    }
    work.run();
  }

  /** From now on what comes due is refused, or let in again. */
  void deploying(boolean now) {
    deploying = now;
  }

  /** Lets time pass. */
  void pass(Duration time) {
    long end = nowMillis + time.toMillis();
    while (!tasks.isEmpty() && tasks.peek().dueMillis <= end) {
      Task due = tasks.remove();
      nowMillis = Math.max(nowMillis, due.dueMillis);
      due.run();
    }
    nowMillis = end;
  }

  /** How many would still be done. */
  int waiting() {
    List<Task> open = new ArrayList<>(tasks);
    open.removeIf(FutureTask::isDone);
    return open.size();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
    if (isShutdown()) {
      throw new RejectedExecutionException("stopping");
    }
    Task task = new Task(work, nowMillis + unit.toMillis(delay), number++);
    tasks.add(task);
    return task;
  }

  private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long dueMillis;
    private final int number;

    Task(Runnable work, long dueMillis, int number) {
      super(
          (Callable<Void>)
              () -> {
                work.run();
                return null;
              });
      this.dueMillis = dueMillis;
      this.number = number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueMillis - nowMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
    }
  }
}
