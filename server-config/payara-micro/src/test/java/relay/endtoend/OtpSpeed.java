package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How soon one-time passwords are tried while bulk mail waits: from acceptance to the beginning of
 * the first attempt, as the journal of a running relay tells. Needs nothing but a JDK; {@code
 * docs/performance.md} has the command and the settings of the relay. Half of the passwords go to
 * the domain that the bulk mail waits for, half to another one.
 */
public final class OtpSpeed {
  private static final String BULK_DOMAIN = "bulk.test";
  private static final String OTHER_DOMAIN = "other.test";
  private static final int CLIENTS = 10;
  private static final int PATIENCE_SECONDS = 120;
  private static final Pattern FIRST_ATTEMPT =
      Pattern.compile(
          "\"type\":\"(DELIVERED|DEFERRED|BOUNCED)\".*\"mail\":\"([^\"]+)\".*\"attempt\":1,.*"
              + "\"age_ms\":(\\d+).*\"attempt_ms\":(\\d+)");
  private final PrintStream out = System.out;
  private final int port;
  private final Path journal;

  private OtpSpeed(int port, Path data) {
    this.port = port;
    this.journal = data.resolve("journal");
  }

  /**
   * @param arguments port of the relay, its data folder, the port that it sends to, how many bulk
   *     mails, their octets, how many passwords, how many of these a second
   */
  public static void main(String[] arguments) throws Exception {
    int[] numbers = Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
    var speed = new OtpSpeed(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
    var sink = new SpeedSink(numbers[0], 0, rcpt -> {});
    try {
      speed.bulk(numbers[1], numbers[2]);
      speed.passwords(numbers[3], numbers[4]);
    } finally {
      sink.close();
    }
  }

  private void bulk(int mails, int octets) throws InterruptedException {
    long from = System.nanoTime();
    var left = new AtomicInteger(mails);
    String body = ("x".repeat(70) + "\r\n").repeat(Math.max(1, octets / 72));
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(
          () -> {
            try (var client = new SpeedClient(port, "127.0.0.1")) {
              while (left.getAndDecrement() > 0) {
                client.mail("bulk", "rcpt@" + BULK_DOMAIN, body);
              }
            } catch (IOException e) {
              out.println("a client broke off: " + e.getMessage());
            }
          });
    }
    clients.shutdown();
    clients.awaitTermination(1, TimeUnit.DAYS);
    double seconds = (System.nanoTime() - from) / 1e9;
    out.printf("%d bulk mails accepted in %.1f s, %.0f/s%n", mails, seconds, mails / seconds);
  }

  private void passwords(int mails, int perSecond) throws IOException, InterruptedException {
    Map<String, Long> read = new HashMap<>();
    files().forEach(file -> read.put(file.toString(), file.toFile().length()));
    Map<String, String> sent = new HashMap<>();
    try (var client = new SpeedClient(port, "127.0.0.1")) {
      for (int i = 0; i < mails; i++) {
        String domain = i % 2 == 0 ? BULK_DOMAIN : OTHER_DOMAIN;
        sent.put(client.mail("otp", "rcpt@" + domain, "Your code is 123456.\r\n"), domain);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / perSecond);
      }
    }
    Map<String, List<Long>> waits = new TreeMap<>();
    for (int second = 0; second < PATIENCE_SECONDS && count(waits) < mails; second++) {
      TimeUnit.SECONDS.sleep(1);
      waits.clear();
      for (Path file : files()) {
        tell(file, read.getOrDefault(file.toString(), 0L), sent, waits);
      }
    }
    waits.forEach(this::print);
    out.printf("%d of %d were tried%n", count(waits), mails);
  }

  private static int count(Map<String, List<Long>> waits) {
    return waits.values().stream().mapToInt(List::size).sum();
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(journal)) {
      return all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static void tell(
      Path file, long from, Map<String, String> sent, Map<String, List<Long>> waits)
      throws IOException {
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher first = FIRST_ATTEMPT.matcher(line);
        if (first.find() && sent.containsKey(first.group(2))) {
          waits
              .computeIfAbsent(sent.get(first.group(2)), d -> new ArrayList<>())
              .add(Long.parseLong(first.group(3)) - Long.parseLong(first.group(4)));
        }
      }
    }
  }

  private void print(String domain, List<Long> millis) {
    Collections.sort(millis);
    out.printf(
        "%s: %d passwords, accepted to first attempt: median %d ms, p90 %d, p99 %d, most %d%n",
        domain,
        millis.size(),
        at(millis, 0.5),
        at(millis, 0.9),
        at(millis, 0.99),
        millis.get(millis.size() - 1));
  }

  private static long at(List<Long> sorted, double part) {
    return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(sorted.size() * part) - 1));
  }
}
