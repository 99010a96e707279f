package relay.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import relay.acceptance.SmtpClient;

/**
 * A backlog of bulk mail, from its first mail to its last delivery: bulk mail is handed in that has
 * to wait for a limit, one-time passwords go past it ({@link OtpSpeed}), the relay is killed and
 * started again without the limit, its destination puts everything off, comes back, and takes all.
 * Tells rates, how soon the relay was there again, what was lost or came twice, and what was tried
 * before its time; and draws heap, size, disk and rates. {@code docs/performance.md} has the
 * command and what it told.
 */
final class BacklogSpeed {
  private static final Logger LOG = Logger.getLogger(BacklogSpeed.class.getName());
  private static final String RELAY = "server-config/bin/relay";
  private static final int SMTP = 22525;
  private static final int HTTP = 28080;
  private static final int SINK = 22600;
  private static final int OTP_SINK = 22601;
  private static final int CLIENTS = 10;
  private static final int PASSWORDS = 2000;
  private static final String NOT_PAUSED = "traffic.adaptive = false\n";
  private static final Duration AWAY = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofHours(2);

  private final Path folder;
  private final Path data;
  private final int mails;
  private final String body;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Map<Long, String> marks = new TreeMap<>();
  private BacklogSamples samples;

  private BacklogSpeed(Path folder, int mails, int octets) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.mails = mails;
    this.body = ("x".repeat(70) + "\r\n").repeat(Math.max(1, octets / 72));
  }

  /**
   * From the root of the project.
   *
   * @param arguments an empty folder, how many bulk mails, their octets; {@code deferred} where the
   *     destination shall put off each of them, and no limit holds them
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    int mails = Integer.parseInt(arguments[1]);
    new BacklogSpeed(folder, mails, Integer.parseInt(arguments[2]))
        .run(arguments.length > 3 && arguments[3].equals("deferred"));
  }

  private void run(boolean isDeferred) throws Exception {
    start(isDeferred ? NOT_PAUSED : "traffic.domain.sink.limits = per-minute=600\n");
    try (var sink = new BacklogSink(SINK);
        var watch = new BacklogSamples(data, HTTP, accepted::get, sink::arrived).start()) {
      samples = watch;
      if (isDeferred) {
        fillWhileAway(sink);
      } else {
        fillBehindALimit(sink);
      }
      sink.away(false);
      mark("back");
      drain(sink);
    } finally {
      samples.write(folder.resolve("backlog.csv"));
      Files.writeString(
          folder.resolve("backlog.svg"), new BacklogChart(samples.samples(), marks).svg());
      command(RELAY, "stop", "--data", data.toString());
    }
    early();
  }

  private void fillBehindALimit(BacklogSink sink) throws Exception {
    fill();
    mark("passwords");
    OtpSpeed.main(
        new String[] {
          "" + SMTP, data.toString(), "" + OTP_SINK, "0", "" + body.length(), "" + PASSWORDS, "10"
        });
    sink.away(true);
    mark("kill -9");
    kill();
    start("");
    mark("away");
    LockSupport.parkNanos(AWAY.toNanos());
    LOG.info(() -> sink.putOff() + " times put off while the destination was away");
  }

  /** Each mail is tried and put off by the destination itself: nothing is paused. */
  private void fillWhileAway(BacklogSink sink) throws Exception {
    sink.away(true);
    fill();
    mark("accepted");
    while (sink.putOff() < mails) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
    LOG.info(() -> sink.putOff() + " times put off when each had been tried");
    mark("kill -9");
    kill();
    start(NOT_PAUSED);
  }

  private void mark(String what) {
    marks.put(samples.second(), what);
  }

  private void start(String more) throws Exception {
    Path settings = folder.resolve("relay.properties");
    Files.writeString(
        settings,
        """
        listener.submission.port = %d
        http.port = %d
        route.default = sink
        route.sink.hosts = 127.0.0.1:%d
        route.sink.tls = none
        route.other.hosts = 127.0.0.1:%d
        route.other.tls = none
        route.other.domains = other.test
        """
                .formatted(SMTP, HTTP, SINK, OTP_SINK)
            + more);
    long begin = System.nanoTime();
    command(RELAY, "start", "--data", data.toString(), "--settings", settings.toString());
    try (var client = new SmtpClient(SMTP)) {
      client.send("load@sender.test", "first@other.test", "Subject: first\r\n\r\nfirst");
    }
    LOG.info(() -> String.format("started: a mail accepted after %.1f s", seconds(begin)));
  }

  private void kill() throws Exception {
    long pid = Long.parseLong(Files.readString(data.resolve("relay.pid")).strip());
    ProcessHandle relay = ProcessHandle.of(pid).orElseThrow();
    relay.destroyForcibly();
    relay.onExit().get(1, TimeUnit.MINUTES);
  }

  private static void command(String... words) throws Exception {
    int code = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(List.of(words) + " ended with " + code);
    }
  }

  private void fill() throws InterruptedException {
    long begin = System.nanoTime();
    var next = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(() -> handIn(next));
    }
    clients.shutdown();
    if (!clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("accepted in " + PATIENCE + ": " + accepted);
    }
    LOG.info(() -> String.format("%,d accepted, %.0f/s", mails, mails / seconds(begin)));
  }

  /** A mail that is put off is handed in again by a new connection. */
  private void handIn(AtomicInteger next) {
    int number = next.getAndIncrement();
    while (number < mails) {
      try (var client = new SmtpClient(SMTP)) {
        while (number < mails) {
          client.send(
              "load@sender.test",
              "u" + number + "@bulk.test",
              "From: load@sender.test\r\nSubject: bulk\r\nX-Relay-Lane: bulk\r\n\r\n" + body);
          accepted.incrementAndGet();
          number = next.getAndIncrement();
        }
      } catch (IOException e) {
        LOG.info("a client goes on with a new connection: " + e.getMessage());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  private void drain(BacklogSink sink) {
    long begin = System.nanoTime();
    int there = sink.arrived();
    while (sink.arrived() < mails && seconds(begin) < PATIENCE.toSeconds()) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
    double seconds = seconds(begin);
    LOG.info(
        String.format(
            "%,d of %,d arrived, %,d of them within %.0f s after the return (%.0f/s); %d came again",
            sink.arrived(),
            mails,
            sink.arrived() - there,
            seconds,
            (sink.arrived() - there) / seconds,
            sink.again()));
  }

  /** Reads back what was told of each attempt. */
  private void early() throws IOException {
    var promises = new BacklogPromises();
    List<Path> files;
    try (var all = Files.list(data.resolve("journal"))) {
      files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
    for (Path file : files) {
      try (var lines = Files.lines(file)) {
        lines.forEach(promises::read);
      }
    }
    LOG.info(promises::toString);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
