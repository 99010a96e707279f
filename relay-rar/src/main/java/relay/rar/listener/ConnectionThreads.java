package relay.rar.listener;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.server.Session;
import relay.rar.session.ClientSocket;

/**
 * A thread for each connection, at most as many as there may be connections. The library shuts down
 * the executor it is given and waits for it without limit, so these methods do nothing: the threads
 * end with {@link #stop}.
 */
final class ConnectionThreads extends AbstractExecutorService {
  private static final int SPARE = 16;
  private static final long KEEP_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  ConnectionThreads(int connectionsMax) {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            // A connection gives back its place a moment before its thread is free.
            connectionsMax + SPARE,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "relay-smtp-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs a session of the library; ours behind it ends with it, on the same thread. */
  @Override
  public void execute(Runnable task) {
    ClientSocket socket = (ClientSocket) ((Session) task).getSocket();
    try {
      threads.execute(() -> serve(task, socket));
    } catch (RejectedExecutionException e) {
      socket.end();
      throw e;
    }
  }

  private static void serve(Runnable task, ClientSocket socket) {
    socket.begin();
    try {
      task.run();
    } finally {
      socket.end();
    }
  }

  void stop() {
    threads.shutdownNow();
  }

  @Override
  public void shutdown() {
    // The library's idea, not ours.
  }

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
