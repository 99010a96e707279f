package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.InstalledPostgres;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.EventType;
import relay.domain.journal.RecordedEvent;
import relay.domain.routing.ScriptedDns;

/**
 * A campaign against the real process: killed at random over preparing, enqueueing, writing and
 * delivery, paused and resumed between, it reaches each recipient, and what one gets twice lay in
 * SMTP's own window. {@link DatabaseDownIT} takes the database away. For the long run: {@code
 * -Dit.test=CampaignIT -Drelay.campaign.recipients=50000 -Drelay.campaign.kills=10}, and with
 * {@code -Drelay.campaign.postgres=true} over a PostgreSQL of this machine that is stopped in
 * between.
 */
class CampaignIT {
  private static final Logger LOG = System.getLogger(CampaignIT.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** A step that may be behind the end of the campaign need not come. */
  private static final Duration STEP_MAX = Duration.ofSeconds(30);

  private static final int RECIPIENTS = Integer.getInteger("relay.campaign.recipients", 2000);
  private static final int KILLS = Integer.getInteger("relay.campaign.kills", 2);

  private static final boolean OVER_POSTGRES = Boolean.getBoolean("relay.campaign.postgres");

  /** Of lane bulk; each has at most one mail between its final dot and the answer. */
  private static final int WORKERS = 32;

  private static final List<String> STEPS =
      List.of(
          FaultPoint.CAMPAIGN_QUEUED,
          FaultPoint.CAMPAIGN_NOTED,
          FaultPoint.ATTEMPT_WRITTEN,
          FaultPoint.ANSWERED);

  @TempDir Path folder;
  private final long seed = Long.getLong("relay.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private Sink sink;
  private RelayProcess relay;
  private CampaignSteps campaign;
  private InstalledPostgres postgres;
  private boolean isDatabaseAway;

  @Test
  void shouldReachEachRecipientWhateverInstantTheProcessDiesAt() throws Exception {
    try (InstalledPostgres server =
            OVER_POSTGRES ? InstalledPostgres.start(folder).orElseThrow() : null;
        Sink target = new Sink();
        ScriptedDns dns = ScriptedDns.start();
        RelayProcess process = new RelayProcess(folder, target.port())) {
      sink = target;
      relay = process.set("dns.servers", dns.server()).set("dns.ttl-min", "0s");
      relay.set("retry.bulk.delays", "1s,1s,2s,2s,4s");
      postgres = server;
      if (postgres != null) {
        relay.set("database.url", postgres.url()).set("database.reopen-delay-max", "2s");
      }
      campaign = new CampaignSteps(relay, RECIPIENTS);
      relay.start(step(0), random.nextInt(Math.max(2, RECIPIENTS / 5_000)));
      CampaignSteps.makeTenant(relay, dns);
      campaign.make(0);
      campaign.order("start");
      for (int kill = 0; kill < KILLS; kill++) {
        die(kill);
        goOn(kill + 1);
      }

      campaign.shouldHaveReachedEverybody("seed " + seed);
      relay.kill();
      shouldHaveWrittenDownEachRecipientOnce();
      shouldHaveComeToEachRecipient();
    }
  }

  /** On request: two processes and a silence of half a minute. */
  @Test
  @EnabledIfSystemProperty(named = "relay.tests.nodes-die", matches = "true")
  void shouldGoOnWithTheCampaignOfADeadNodeAndReachEachOnceWhenItIsBack() throws Exception {
    Server database =
        Server.createTcpServer(
                "-tcpPort", "0", "-baseDir", folder.resolve("h2").toString(), "-ifNotExists")
            .start();
    Path elsewhere = Files.createDirectory(folder.resolve("other"));
    try (Sink target = new Sink();
        ScriptedDns dns = ScriptedDns.start();
        RelayProcess first = node("one.test", folder, database, dns, target);
        RelayProcess other = node("two.test", elsewhere, database, dns, target)) {
      sink = target;
      relay = first;
      relay.start();
      CampaignSteps.makeTenant(relay, dns);
      campaign = new CampaignSteps(relay, 1_000);
      campaign.make(1_000);
      other.start();
      campaign.order("start");
      Awaitility.await().atMost(PATIENCE).until(() -> sink.arrived() > 200);
      relay.kill();

      CampaignSteps there = new CampaignSteps(other, 1_000);
      Awaitility.await("the other node goes on")
          .atMost(PATIENCE)
          .until(() -> there.node().equals("two.test"));
      there.pace(0);
      int stranded = there.stranded();
      Awaitility.await("all but the stranded")
          .atMost(PATIENCE)
          .until(() -> there.open() == there.stranded());
      LOG.log(Logger.Level.INFO, "{0} are stranded with the dead node", stranded);
      relay.start();
      there.shouldHaveReachedEverybody("its node died and came back");
      relay.kill();
      shouldHaveComeToEachRecipient();
    } finally {
      database.stop();
    }
  }

  private static RelayProcess node(
      String name, Path own, Server database, ScriptedDns dns, Sink sink) throws IOException {
    return new RelayProcess(own, sink.port())
        .set("node.host-name", name)
        .set("database.url", "jdbc:h2:" + database.getURL() + "/./view")
        .set("database.reopen-delay-max", "1s")
        .set("campaign.take-over-after", "30s")
        .set("retry.bulk.delays", "1s,1s,2s,2s,4s")
        .set("dns.servers", dns.server())
        .set("dns.ttl-min", "0s");
  }

  /** At the step that was armed at the start, or when so many have it, or any moment. */
  private void die(int kill) throws Exception {
    if (isAtStep(kill)) {
      if (relay.awaitDeath(STEP_MAX)) {
        LOG.log(Logger.Level.INFO, "died at " + step(kill));
        return;
      }
    } else if (kill % 3 == 1) {
      int left = RECIPIENTS - sink.arrived();
      int enough = sink.arrived() + random.nextInt(Math.max(1, left * 2 / (KILLS - kill + 1)));
      Awaitility.await().atMost(PATIENCE).until(() -> sink.arrived() >= enough);
    } else {
      Awaitility.await().pollDelay(Duration.ofMillis(random.nextInt(2_500))).until(() -> true);
    }
    if (random.nextBoolean() && campaign.state().equals("running")) {
      campaign.order("pause");
    }
    if (postgres != null && kill % 3 == 2) {
      postgres.stop();
      isDatabaseAway = true;
    }
    relay.kill();
  }

  /** The relay is there before its database. */
  private void bringDatabaseBack() throws IOException {
    if (isDatabaseAway) {
      postgres.restart();
      isDatabaseAway = false;
      Awaitility.await("campaigns are known again")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> !campaign.state().isEmpty());
      LOG.log(Logger.Level.INFO, "the database was away");
    }
  }

  private static boolean isAtStep(int kill) {
    return kill % 3 == 0;
  }

  private static String step(int kill) {
    return STEPS.get(kill / 3 % STEPS.size());
  }

  /** Starts it again; what was paused stays so until somebody says otherwise. */
  private void goOn(int next) throws Exception {
    LOG.log(Logger.Level.INFO, "{0} recipients have it at death {1}", sink.arrived(), next);
    if (next < KILLS && isAtStep(next)) {
      relay.start(step(next), random.nextInt(5));
    } else {
      relay.start();
    }
    bringDatabaseBack();
    boolean lastTime = next == KILLS;
    if (lastTime && campaign.state().equals("running")) {
      campaign.order("pause");
    }
    if (campaign.state().equals("paused")) {
      int arrived = quiet();
      assertThat(arrived).isEqualTo(quiet());
      campaign.order("resume");
    }
  }

  /** How many have it once nothing more comes; what was under way as the order came still does. */
  private int quiet() {
    int[] before = {-1};
    Awaitility.await("nothing comes of a campaign that is paused")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              int now = sink.arrived();
              boolean isQuiet = now == before[0];
              before[0] = now;
              return isQuiet;
            });
    return before[0];
  }

  /** As it lies on disk after a kill. */
  private void shouldHaveWrittenDownEachRecipientOnce() throws SQLException {
    String builtIn =
        "jdbc:h2:file:"
            + relay.data().resolve("database").resolve("relay")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    String url = postgres == null ? builtIn : postgres.url();
    try (Connection connection = DriverManager.getConnection(url, "relay", "");
        Statement select = connection.createStatement();
        var row =
            select.executeQuery("select count(*), count(distinct contact) from campaign_mail")) {
      row.next();
      assertThat(row.getInt(1)).as("rows, seed " + seed).isEqualTo(RECIPIENTS);
      assertThat(row.getInt(2)).as("contacts, seed " + seed).isEqualTo(RECIPIENTS);
    }
  }

  /** Again only where a process died between the final dot and the answer, as its journal says. */
  private void shouldHaveComeToEachRecipient() throws IOException {
    List<String> recipients = campaign.recipients();
    assertThat(recipients).as("seed " + seed).allMatch(r -> sink.arrivals(r) > 0);
    Set<String> inDoubt =
        WrittenJournal.of(relay.data()).stream()
            .map(RecordedEvent::event)
            .filter(event -> event.type() == EventType.IN_DOUBT)
            .map(event -> event.recipient().orElseThrow().toString())
            .collect(Collectors.toSet());
    List<String> again = recipients.stream().filter(r -> sink.arrivals(r) > 1).toList();
    LOG.log(
        Logger.Level.INFO,
        "seed {0,number,#}: {1} recipients, {2} kills, none missed; of {3} mails between final dot"
            + " and answer {4} came again",
        seed,
        recipients.size(),
        KILLS,
        inDoubt.size(),
        sink.duplicates());
    assertThat(inDoubt).as("came again, seed " + seed).containsAll(again);
    assertThat(sink.duplicates()).as("seed " + seed).isLessThanOrEqualTo((long) KILLS * WORKERS);
  }
}
