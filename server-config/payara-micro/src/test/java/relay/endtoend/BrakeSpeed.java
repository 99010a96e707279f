package relay.endtoend;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.acceptance.SmtpClient;
import relay.acceptance.TemporaryFolder;
import relay.domain.control.ControlJson;

/**
 * How soon a brake is in force: over a backlog of waiting mail, a tenth and then nine tenths of
 * which it is about, and over mail that arrives. Arguments: how many mails wait (200000) and their
 * size in octets (10240). docs/performance.md has the command and what it told.
 */
final class BrakeSpeed {
  private static final Logger LOG = Logger.getLogger(BrakeSpeed.class.getName());
  private static final int CLIENTS = 8;
  private static final int TENTH = 10;
  private static final Duration BETWEEN_MAILS = Duration.ofMillis(20);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration WATCHED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final Pattern CALLED = Pattern.compile("(\\d+) mails of \\S+ are called for");

  private final RelayProcess relay;
  private final Sink sink;
  private final int mails;
  private final String body;

  private BrakeSpeed(RelayProcess relay, Sink sink, int mails, int octets) {
    this.relay = relay;
    this.sink = sink;
    this.mails = mails;
    this.body = ("x".repeat(70) + "\r\n").repeat(Math.max(1, octets / 72));
  }

  public static void main(String[] args) throws Exception {
    int mails = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int octets = args.length > 1 ? Integer.parseInt(args[1]) : 10_240;
    try (var folder = TemporaryFolder.make("relay-brakes");
        Sink sink = new Sink();
        var relay = new RelayProcess(folder.path(), sink.port())) {
      Path.of("target", "relay.jar").toRealPath(); // says what is missing
      relay.set("retry.transactional.delays", "4h").set("node.host-name", "relay.test");
      relay.set("route.away.hosts", "127.0.0.1:" + RelayProcess.freePort());
      relay.set("route.away.tls", "none").set("route.away.domains", "tenth.test,rest.test");
      relay.start();
      var speed = new BrakeSpeed(relay, sink, mails, octets);
      speed.fill();
      speed.arriving();
      speed.backlog("tenth.test", mails / TENTH);
      speed.backlog("rest.test", mails - mails / TENTH);
    }
  }

  private void fill() throws Exception {
    long begin = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      all.add(clients.submit(() -> handIn(next)));
    }
    for (Future<?> client : all) {
      client.get();
    }
    clients.shutdown();
    await("all wait", () -> waiting("tenth.test") + waiting("rest.test") >= mails);
    tell("%,d mails of %,d octets wait after %.0f s", mails, body.length(), begin);
  }

  private Void handIn(AtomicInteger next) throws IOException {
    try (var client = new SmtpClient(relay.smtpPort())) {
      for (int i = next.getAndIncrement(); i < mails; i = next.getAndIncrement()) {
        String to = "u" + i + (i % TENTH == 0 ? "@tenth.test" : "@rest.test");
        client.send("al@sender.test", to, mail("m" + i));
      }
    }
    return null;
  }

  private String mail(String marker) {
    return "From: al@sender.test\r\nX-Marker: " + marker + "\r\nSubject: backlog\r\n\r\n" + body;
  }

  /** How long after the answer to a brake mail is accepted that still goes. */
  private void arriving() throws Exception {
    long[] answered = new long[1];
    List<Long> acceptedAt = new ArrayList<>();
    try (var client = new SmtpClient(relay.smtpPort())) {
      long end = System.nanoTime() + WATCHED.toNanos();
      while (System.nanoTime() - end < 0) {
        client.send("al@sender.test", "bo@near.test", mail("n" + acceptedAt.size()));
        acceptedAt.add(System.nanoTime());
        boolean isHalf = System.nanoTime() - end > -WATCHED.toNanos() / 2;
        if (isHalf && answered[0] == 0) {
          brake("hold", "near.test");
          answered[0] = System.nanoTime();
        }
        LockSupport.parkNanos(BETWEEN_MAILS.toNanos());
      }
    }
    LockSupport.parkNanos(WATCHED.toNanos());
    long last = answered[0];
    int held = 0;
    for (int i = 0; i < acceptedAt.size(); i++) {
      boolean went = sink.arrivals("n" + i) > 0;
      last = went ? Math.max(last, acceptedAt.get(i)) : last;
      held += went ? 0 : 1;
    }
    LOG.info(
        String.format(
            "arriving mail: %d of %d held; the last that still went was accepted %d ms after the"
                + " brake was answered",
            held, acceptedAt.size(), (last - answered[0]) / 1_000_000));
  }

  /** From the order until all that waits is on its way to its end, and until it has ended. */
  private void backlog(String domain, int expected) throws Exception {
    long begin = System.nanoTime();
    String counted = order("bounce", domain, "?dry-run=true").body();
    tell(
        domain + " counted: %s, in %.1f s", ControlJson.read(counted).get("mails_matching"), begin);
    long before = called();
    begin = System.nanoTime();
    brake("bounce", domain);
    tell("%s: the brake answered after %.1f s", domain, begin);
    await("all called", () -> called() - before >= expected);
    tell("%,d mails called after %.1f s", expected, begin);
    await("all ended", () -> waiting(domain) == 0);
    tell("%,d mails ended after %.0f s", expected, begin);
  }

  private void brake(String kind, String domain) throws Exception {
    HttpResponse<String> made = order(kind, domain, "");
    if (made.statusCode() >= 300) {
      throw new IOException(made.body());
    }
  }

  private HttpResponse<String> order(String kind, String domain, String query) throws Exception {
    return relay.post(
        "/api/v1/brakes" + query,
        "{\"kind\":\""
            + kind
            + "\",\"match\":{\"recipient_domain\":\""
            + domain
            + "\"},\"reason\":\"speed\",\"for\":\"2h\"}");
  }

  private long called() throws IOException {
    Matcher line = CALLED.matcher(relay.log());
    long sum = 0;
    while (line.find()) {
      sum += Long.parseLong(line.group(1));
    }
    return sum;
  }

  /** Recipients at a domain that wait. */
  private long waiting(String domain) throws Exception {
    JsonObject queues = ControlJson.read(relay.get("/api/v1/queues?by=domain,reason").body());
    return queues.getJsonArray("queues").getValuesAs(JsonObject.class).stream()
        .filter(q -> q.getString("domain", "").equals(domain) && q.containsKey("reason"))
        .mapToLong(q -> q.getJsonNumber("recipients").longValue())
        .sum();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static void tell(String text, Object what, long begin) {
    LOG.info(String.format(text, what, seconds(begin)));
  }

  private static void tell(String text, Object what, Object more, long begin) {
    LOG.info(String.format(text, what, more, seconds(begin)));
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
