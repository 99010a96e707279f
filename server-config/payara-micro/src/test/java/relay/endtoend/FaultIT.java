package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.SmtpClient;
import relay.domain.routing.ScriptedDns;

/**
 * What the relay stands on fails while it carries mail: the mail flows on or is put off with 4xx,
 * never refused with 5xx and never lost, and when the trouble is over everything is caught up. One
 * process for all of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultIT {
  /** On request: the second relay that it needs takes minutes where processors are busy. */
  private static final String NODE_DIES = "relay.tests.node-dies";

  /**
   * More than the broker's client has threads by itself (8 for each of two processors) and fewer
   * than the lane has workers: once in some forty starts in front of an outside broker one of the
   * 32 got no mail before another one had been at work.
   */
  private static final int WORKERS_THAT_HANG = 24;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SLOW_DOMAINS = 60;

  /** The slow server has the port of the sink, for all mail exchangers have the same. */
  private static final String SLOW_ADDRESS = "127.0.0.2";

  @TempDir static Path folder;
  private final CountDownLatch slowGate = new CountDownLatch(1);
  private ScriptedDns dns;
  private BrokerPair brokers;
  private Server database;
  private Sink sink;
  private Sink slow;
  private RelayProcess relay;

  @BeforeAll
  void start() throws Exception {
    sink = new Sink();
    slow = new Sink(InetAddress.getByName(SLOW_ADDRESS), sink.port(), slowGate);
    dns = ScriptedDns.start();
    brokers = new BrokerPair(folder.resolve("outside"));
    brokers.start();
    database = database("0");
    relay = node(folder);
    relay.start();
  }

  /** All nodes share brokers and database; the rest of what they keep is their own. */
  private RelayProcess node(Path own) throws IOException {
    return new RelayProcess(own, sink.port())
        .set("broker.hosts", brokers.hosts())
        .set("broker.user", BrokerPair.USER)
        .set("broker.password", BrokerPair.PASSWORD)
        .set("database.url", "jdbc:h2:" + database.getURL() + "/./view")
        .set("database.reopen-delay-max", "1s")
        .set("dns.servers", dns.server())
        .set("dns.answer-timeout", "300ms")
        .set("dns.tries", "1")
        .set("dns.negative-ttl-max", "0s")
        .set("route.exchangers.hosts", "mx")
        .set("route.exchangers.domains", "*.mx.test")
        .set("routing.mx-port", Integer.toString(sink.port()))
        .set("routing.loopback-allowed", "true")
        .set("traffic.pause-min", "500ms")
        .set("traffic.pause-max", "1s")
        .set("queue.store-patience", "2s")
        .set("queue.send-timeout", "5s");
  }

  @AfterAll
  void stop() throws Exception {
    slowGate.countDown();
    relay.close();
    brokers.close();
    database.stop();
    dns.close();
    slow.close();
    sink.close();
  }

  @Test
  void shouldPutMailOffAndLoseNothingWhileNoBrokerRuns() throws Exception {
    loseNothing(
        load -> {
          brokers.killBoth();
          int putOff = load.putOff().size();
          await("4xx without a broker")
              .atMost(PATIENCE)
              .until(() -> load.putOff().size() > putOff + 16);
          awaitHealth(503);
          brokers.start();
        });
  }

  @Test
  void shouldLoseNothingWhenTheLiveBrokerDiesAndTheOtherTakesOver() throws Exception {
    loseNothing(load -> brokers.killLive());
    awaitHealth(200);
    brokers.start();
  }

  /**
   * What a node has accepted is not on its disk: another one delivers what was under way there, and
   * what waited. The last test, for the node stays dead.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  @EnabledIfSystemProperty(named = NODE_DIES, matches = "true")
  void shouldLoseNothingWhenANodeDiesForGood() throws Exception {
    dns.silent("orphan.mx.test");
    try (RelayProcess other = node(Files.createDirectory(folder.resolve("other")))) {
      other.launch();
      awaitState("deferred", List.of(handIn("orphan", "rcpt@orphan.mx.test", "")));
      Load load = new Load(relay.smtpPort(), 8).start();
      try {
        other.awaitReady();
        int accepted = load.accepted().size();
        await().atMost(PATIENCE).until(() -> load.accepted().size() > accepted + 200);
        relay.kill();
      } finally {
        load.close();
      }

      awaitArrival(load.accepted());
      dns.mx("orphan.mx.test", 10, "orphan.mx.test").address("orphan.mx.test", "127.0.0.1");
      dns.speaks("orphan.mx.test");
      awaitArrival(Set.of("orphan"));
    }
  }

  /** What happens to the brokers under load. */
  private interface Accident {
    void under(Load load) throws Exception;
  }

  private void loseNothing(Accident accident) throws Exception {
    Load load = new Load(relay.smtpPort(), 8).start();
    try {
      await().atMost(PATIENCE).until(() -> load.accepted().size() > 200);

      accident.under(load);

      int accepted = load.accepted().size();
      await("250 again").atMost(PATIENCE).until(() -> load.accepted().size() > accepted + 200);
    } finally {
      load.close();
    }

    assertThat(load.refusals()).as("5xx replies").isEmpty();
    assertThat(load.putOff()).allMatch(reply -> reply.startsWith("451 4.3.1 "));
    awaitArrival(load.accepted());
    awaitNoneInState("queued");
    awaitNoneInState("deferred");
  }

  @Test
  void shouldCarryMailWhileTheDatabaseIsGoneAndShowItWhenItIsBack() throws Exception {
    String port = String.valueOf(database.getPort());
    handIn("database-there", "rcpt@fast.test", "");
    awaitArrival(Set.of("database-there"));

    database.stop();
    await().atMost(PATIENCE).until(() -> relay.get("/api/v1/messages").statusCode() == 503);
    List<String> ids = new ArrayList<>();
    Set<String> markers = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      String marker = "database-gone-" + i;
      ids.add(handIn(marker, "rcpt@fast.test", ""));
      markers.add(marker);
    }
    awaitArrival(markers);
    awaitHealth(200);
    database = database(port);

    awaitState("delivered", ids);
  }

  @Test
  void shouldHoldMailWhileNoResolverAnswersAndDeliverItWhenOneDoes() throws Exception {
    dns.silent("dead.mx.test");

    String id = handIn("dns-dead", "rcpt@dead.mx.test", "");
    handIn("dns-not-needed", "rcpt@fast.test", "");
    awaitArrival(Set.of("dns-not-needed"));
    awaitState("deferred", List.of(id));

    dns.mx("dead.mx.test", 10, "dead.mx.test").address("dead.mx.test", "127.0.0.1");
    dns.speaks("dead.mx.test");
    awaitArrival(Set.of("dns-dead"));
    awaitState("delivered", List.of(id));
  }

  @Test
  void shouldDeliverAPasswordResetWhileEveryBulkDestinationHangs() throws Exception {
    List<String> bulk = new ArrayList<>();
    for (int i = 0; i < SLOW_DOMAINS; i++) {
      String domain = "slow" + i + ".mx.test";
      dns.mx(domain, 10, domain).address(domain, SLOW_ADDRESS);
      bulk.add("bulk-" + i);
      handIn(bulk.get(i), "rcpt@" + domain, "X-Relay-Lane: bulk\r\n");
    }
    await().atMost(PATIENCE).until(() -> slow.connections() >= WORKERS_THAT_HANG);

    handIn("password-reset", "rcpt@fast.test", "X-Relay-Lane: otp\r\n");
    handIn("invoice", "rcpt@fast.test", "");
    awaitArrival(Set.of("password-reset", "invoice"));
    assertThat(slow.connections()).as("bulk still hangs").isGreaterThanOrEqualTo(WORKERS_THAT_HANG);

    slowGate.countDown();
    await().atMost(PATIENCE).until(() -> bulk.stream().allMatch(m -> slow.arrivals(m) > 0));
  }

  /** What is asked every few seconds only may be told a little later. */
  private void awaitHealth(int status) {
    await("health").atMost(PATIENCE).until(() -> relay.get("/health").statusCode() == status);
  }

  private static Server database(String port) throws Exception {
    return Server.createTcpServer(
            "-tcpPort", port, "-baseDir", folder.resolve("h2").toString(), "-ifNotExists")
        .start();
  }

  /** The queue id. */
  private String handIn(String marker, String recipient, String fields) throws IOException {
    try (SmtpClient client = new SmtpClient(relay.smtpPort())) {
      String mail =
          fields
              + "From: a@sender.test\r\nSubject: "
              + marker
              + "\r\nX-Marker: "
              + marker
              + "\r\n\r\nbody\r\n";
      String reply = client.send("a@sender.test", recipient, mail);
      return reply.substring(reply.lastIndexOf(' ') + 1);
    }
  }

  private void awaitArrival(Set<String> markers) {
    await("every accepted mail at the sink")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(markers).allMatch(m -> sink.arrivals(m) > 0));
  }

  /** In the message view. */
  private void awaitState(String state, Iterable<String> ids) {
    for (String id : ids) {
      await(id + " shown as " + state)
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(relay.get("/api/v1/messages/" + id).body())
                      .contains("\"states\":{\"" + state + "\":1}"));
    }
  }

  private void awaitNoneInState(String state) {
    await("none shown as " + state)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(relay.get("/api/v1/messages?state=" + state).body())
                    .contains("\"messages\":[]"));
  }
}
