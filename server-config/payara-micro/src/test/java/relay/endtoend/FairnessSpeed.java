package relay.endtoend;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a tenant with few mails takes beside one with very many to the same servers, against its
 * time alone, on a running relay. Needs nothing but a JDK; {@code docs/performance.md} has the
 * command and the settings of the relay. The tenants are told apart by the address they come from:
 * 127.0.0.2 with many, 127.0.0.3 with few.
 */
public final class FairnessSpeed {
  private static final int CLIENTS = 4;
  private static final int PATIENCE_MINUTES = 30;
  private static final String BODY = ("x".repeat(70) + "\r\n").repeat(14);
  private final PrintStream out = System.out;
  private final AtomicInteger great = new AtomicInteger();
  private final AtomicInteger small = new AtomicInteger();
  private final AtomicLong lastSmall = new AtomicLong();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final int port;

  private FairnessSpeed(int port) {
    this.port = port;
  }

  /**
   * @param arguments port of the relay, the port that it sends to, how long the server there takes
   *     for a mail in milliseconds, how many mails of the one, how many of the other, how many
   *     seconds these come later
   */
  public static void main(String[] arguments) throws Exception {
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    var speed = new FairnessSpeed(numbers[0]);
    var sink = new SpeedSink(numbers[1], numbers[2], speed::taken);
    try {
      speed.few(10); // connections, classes and the usual time of an attempt are found
      double alone = speed.few(numbers[4]);
      speed.out.printf("%d mails alone: %.1f s%n", numbers[4], alone);
      ExecutorService clients = speed.many(numbers[3]);
      TimeUnit.SECONDS.sleep(numbers[5]);
      int before = speed.great.get();
      double beside = speed.few(numbers[4]);
      speed.out.printf(
          "beside another with %d, %d of them gone before and %d meanwhile: %.1f s, %.2f times%n",
          numbers[3], before, speed.great.get() - before, beside, beside / alone);
      speed.isOver.set(true);
      clients.shutdownNow();
    } finally {
      sink.close();
    }
  }

  private void taken(String recipient) {
    if (recipient.contains("great@")) {
      great.incrementAndGet();
    } else {
      lastSmall.set(System.nanoTime());
      small.incrementAndGet();
    }
  }

  /** Seconds from the first that is handed in to the last that is taken. */
  private double few(int mails) throws IOException, InterruptedException {
    long from = System.nanoTime();
    int wanted = small.get() + mails;
    try (var client = new SpeedClient(port, "127.0.0.3")) {
      for (int i = 0; i < mails; i++) {
        client.mail("bulk", "small@provider.test", BODY);
      }
    }
    long patience = TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (small.get() < wanted && System.nanoTime() - from < patience) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    if (small.get() < wanted) {
      out.printf("only %d of %d came%n", small.get() - wanted + mails, mails);
    }
    return (lastSmall.get() - from) / 1e9;
  }

  private ExecutorService many(int mails) {
    var left = new AtomicInteger(mails);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(
          () -> {
            try (var client = new SpeedClient(port, "127.0.0.2")) {
              while (left.getAndDecrement() > 0 && !isOver.get()) {
                client.mail("bulk", "great@provider.test", BODY);
              }
            } catch (IOException e) {
              out.println("a client broke off: " + e.getMessage());
            }
          });
    }
    clients.shutdown();
    return clients;
  }
}
