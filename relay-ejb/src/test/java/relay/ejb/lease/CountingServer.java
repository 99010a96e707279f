package relay.ejb.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Who is sent to by several processes: how many connections are open, and were at most. */
final class CountingServer implements AutoCloseable {
  private static final int HOLD_MILLIS = 50;
  private static final double NANOS = 1e9;
  private static final int BACKLOG = 200;
  private final ServerSocket socket =
      new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Long> arrivals = new ArrayList<>();
  private int open;
  private int most;
  private int served;

  CountingServer() throws IOException {
    threads.execute(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Open at a time at most, since this was asked last. */
  synchronized int most() {
    int before = most;
    most = open;
    return before;
  }

  synchronized int served() {
    return served;
  }

  /**
   * By how many connections more than a pace allows were opened, in whatever time one looks at:
   * what a bucket must hold that runs out at this pace.
   */
  synchronized double excess(double perSecond) {
    double level = 0;
    double most = 0;
    long before = 0;
    for (long at : arrivals) {
      level = Math.max(0, level - (at - before) * perSecond / NANOS) + 1;
      most = Math.max(most, level);
      before = at;
    }
    return most;
  }

  private synchronized void count(int change) {
    if (change > 0) {
      arrivals.add(System.nanoTime());
    }
    open += change;
    most = Math.max(most, open);
    served += Math.max(0, change);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        end.countDown();
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      count(1);
      try {
        end.await(HOLD_MILLIS, TimeUnit.MILLISECONDS);
        client.getOutputStream().write('x');
        client.getInputStream().read();
      } finally {
        count(-1);
      }
    } catch (IOException e) {
      // The process was killed: its connection is counted no more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    end.countDown();
    threads.shutdownNow();
  }
}
