package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.SmtpClient;
import relay.domain.fault.FaultPoint;

/**
 * Promise 1 against the real process: whatever instant it dies at, every mail that was answered
 * with 250 arrives, and every event of it is told to webhooks. For a long run at random instants:
 * {@code -Dit.test=CrashIT -Drelay.crash.rounds=50 -Drelay.crash.events=50000}.
 */
class CrashIT {
  private static final Logger LOG = System.getLogger(CrashIT.class.getName());
  private static final Duration DRAIN_MAX = Duration.ofMinutes(8);
  private static final int ROUNDS = Integer.getInteger("relay.crash.rounds", 2);

  /** At least so many to each webhook: two or more for each mail. */
  private static final int EVENTS = Integer.getInteger("relay.crash.events", 2000);

  private static final int WORKERS_MAX = 64;
  private static final int MOODY_ONE_IN = 20;
  private static final List<String> STEPS =
      List.of(
          FaultPoint.RECEIVED_WRITTEN,
          FaultPoint.RECEPTION_COMMITTED,
          FaultPoint.TAKEN,
          FaultPoint.ATTEMPT_WRITTEN,
          FaultPoint.ANSWERED,
          FaultPoint.OUTCOME_WRITTEN);

  @TempDir Path folder;

  @Test
  void shouldLoseNothingWhenKilledAtRandomUnderLoad() throws Exception {
    long seed = Long.getLong("relay.seed", System.nanoTime());
    LOG.log(Logger.Level.INFO, ROUNDS + " deaths, -Drelay.seed=" + seed);
    Instant begin = Instant.now();
    Random random = new Random(seed);
    int mails = EVENTS / 2;
    try (Sink sink = new Sink();
        HookEndpoint endpoint = new HookEndpoint(new Random(seed), MOODY_ONE_IN);
        RelayProcess relay = new RelayProcess(folder, sink.port())) {
      HookSteps hooks = new HookSteps(relay, endpoint);
      relay.start();
      hooks.make();
      Load load = new Load(relay.smtpPort(), 8).start();
      for (int kill = 0; kill < ROUNDS; kill++) {
        awaitAccepted(load, load.accepted().size() + 50 + random.nextInt(2 * mails / ROUNDS));
        relay.kill();
        relay.start();
      }
      awaitAccepted(load, mails);
      load.close();

      awaitAll(sink, load.accepted(), "seed " + seed);
      hooks.shouldHaveToldEverythingInOrder(load.queueIds(), "seed " + seed);
      // The final dot was sent and its reply not read: SMTP's own window, one mail for each worker
      // at most.
      assertThat(sink.duplicates())
          .as("duplicates, seed " + seed)
          .isLessThanOrEqualTo((long) ROUNDS * WORKERS_MAX);
      LOG.log(
          Logger.Level.INFO,
          load.accepted().size()
              + " mails, "
              + sink.duplicates()
              + " of them twice at the sink, "
              + Duration.between(begin, Instant.now()).toSeconds()
              + " s");
    }
  }

  private static void awaitAccepted(Load load, int enough) {
    Awaitility.await().atMost(DRAIN_MAX).until(() -> load.accepted().size() >= enough);
  }

  /** One data folder through all deaths, so that each start also repairs what the last left. */
  @Test
  void shouldLoseNothingWhenKilledAtEachStep() throws Exception {
    try (Sink sink = new Sink();
        RelayProcess relay = new RelayProcess(folder, sink.port())) {
      // a host that refuses connections
      relay
          .set("route.away.hosts", "127.0.0.1:" + RelayProcess.freePort())
          .set("route.away.domains", "away.test");
      Load load = new Load(relay.smtpPort(), 4).start();
      for (String step : STEPS) {
        relay.launch(step, 100);
        assertThat(relay.awaitDeath(DRAIN_MAX)).as("reached " + step).isTrue();
      }
      // Armed for what comes last: the step is reached only once mail is pruned.
      relay.set("retention.messages", "1s").set("retention.batch", "10");
      relay.start(FaultPoint.MAILS_REMOVED, 3);
      load.close();

      awaitAll(sink, load.accepted(), String.join(", ", STEPS));
      // Only a death between the final dot and the written outcome leaves a doubt.
      assertThat(sink.duplicates())
          .as("duplicates")
          .isLessThanOrEqualTo((long) STEPS.size() * WORKERS_MAX);
      awaitTruth(relay);
      shouldGoOnPruningWhereItDied(relay);
    }
  }

  /** Nothing is shown as open for ever, and what was recorded and never stored is said to be. */
  private static void awaitTruth(RelayProcess relay) {
    for (String open : List.of("queued", "deferred", "held")) {
      awaitMails(relay, open, false);
    }
    // Those that died after RECEIVED was written and before they were stored.
    awaitMails(relay, "rejected", true);
  }

  /** What is finished goes, however often the job is cut off; what is open stays. */
  private static void shouldGoOnPruningWhereItDied(RelayProcess relay) throws Exception {
    try (SmtpClient client = new SmtpClient(relay.smtpPort())) {
      client.send("a@sender.test", "rcpt@away.test", "Subject: open\r\n\r\nbody\r\n");
    }
    awaitMails(relay, "deferred", true);
    assertThat(relay.post("/api/v1/jobs/prune").statusCode()).isEqualTo(202);
    assertThat(relay.awaitDeath(DRAIN_MAX)).as("died while pruning").isTrue();

    relay.start();
    Awaitility.await("the job went on by itself")
        .atMost(DRAIN_MAX)
        .untilAsserted(
            () -> assertThat(relay.get("/api/v1/jobs").body()).contains("\"completed\""));
    awaitMails(relay, "delivered", false);
    awaitMails(relay, "deferred", true);
  }

  private static void awaitMails(RelayProcess relay, String state, boolean some) {
    Awaitility.await((some ? "a mail shown as " : "no mail shown as ") + state)
        .atMost(DRAIN_MAX)
        .untilAsserted(
            () ->
                assertThat(relay.get("/api/v1/messages?state=" + state).body())
                    .matches(body -> body.contains("\"id\"") == some));
  }

  private static void awaitAll(Sink sink, Set<String> markers, String why) {
    assertThat(markers).isNotEmpty();
    Awaitility.await("every accepted mail at the sink, " + why)
        .atMost(DRAIN_MAX)
        .untilAsserted(() -> assertThat(markers).allMatch(m -> sink.arrivals(m) > 0));
  }
}
