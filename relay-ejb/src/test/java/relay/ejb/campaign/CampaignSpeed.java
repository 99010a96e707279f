package relay.ejb.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.logging.Logger;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignGate;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.CampaignPace;
import relay.domain.campaign.CampaignSending;
import relay.domain.campaign.CampaignSettings;
import relay.domain.campaign.CampaignSupply;
import relay.domain.campaign.Shard;
import relay.domain.contacts.ContactAttribute;
import relay.domain.contacts.Contacts;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.fault.FaultPoint;
import relay.domain.frequency.FrequencyGate;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaDesk;
import relay.domain.secret.ContentSeal;
import relay.domain.settings.Settings;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.LaneShares;
import relay.domain.view.DatabaseSettings;
import relay.ejb.contacts.Audience;
import relay.ejb.contacts.DatabaseFrequencyBook;
import relay.ejb.database.Database;
import relay.ejb.queues.ContentFiles;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.JmsMailQueues;
import relay.ejb.queues.LaneOrder;
import relay.ejb.queues.MailMessage;
import relay.ejb.queues.SenderPool;

/**
 * Measures by hand how fast a campaign gets from its audience into the lane: {@code main ROWS}. The
 * built-in database and the broker in temporary folders, both writing to disk; what the jobs of a
 * node do, by as many threads as it has shards, with the settings as they are by default.
 */
final class CampaignSpeed {
  private static final Logger LOG = Logger.getLogger(CampaignSpeed.class.getName());
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int NO_BOUND = 10_000_000;
  private final Database database;
  private final EmbeddedQueues broker;
  private final JmsMailQueues queues;
  private final int rows;
  private final CampaignSettings settings =
      CampaignSettings.from(
          Settings.of(
              CampaignSettings.ALL, Map.of("campaign.waiting-max", "" + NO_BOUND), Map.of()));
  private ControlState state = state(0);

  private CampaignSpeed(int rows, Database database, EmbeddedQueues broker, JmsMailQueues queues) {
    this.rows = rows;
    this.database = database;
    this.broker = broker;
    this.queues = queues;
  }

  public static void main(String[] args) throws Exception {
    int rows = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("relay-campaign");
    var settings =
        new DatabaseSettings(
            "", "relay", "", 4, Duration.ofMillis(1), 3000, Duration.ofSeconds(1), 256 << 10);
    var broker = new EmbeddedQueues(folder.resolve("broker"));
    try (var database = new Database(settings, folder);
        var senders = new SenderPool(broker.factory(), 4, Duration.ofSeconds(5))) {
      if (!database.open()) {
        throw new IOException(String.valueOf(database.trouble()));
      }
      var messages =
          new MailMessage(
              256 << 10,
              new ContentFiles(folder.resolve("files"), ContentSeal.NONE),
              ContentSeal.NONE);
      var order = new LaneOrder(q -> broker.depth(q).orElse(0), new LaneShares(o -> Weight.EQUAL));
      new CampaignSpeed(rows, database, broker, new JmsMailQueues(senders, messages, order, CLOCK))
          .run();
    } finally {
      broker.stop();
    }
  }

  private void run() throws InterruptedException {
    long begin = System.nanoTime();
    contacts();
    tell("contacts made", begin);
    var ledger = new DatabaseCampaignLedger(database, () -> state, () -> true, CLOCK);
    begin = System.nanoTime();
    state = state(ledger.freeze(campaign()).run());
    tell("audience written down", begin);
    ControlSource control = () -> state;
    var gate = gate(control);
    var supply =
        new CampaignSupply(
            control,
            ledger,
            new CampaignPace(ledger, broker, NO_BOUND, () -> settings),
            gate,
            new DatabaseCampaignHandover(
                database, control, new DatabaseCampaignHandover.Where("mx1", false, false)),
            CLOCK);
    var sending =
        new CampaignSending(
            queues,
            ledger,
            new FrequencyGate(control, new DatabaseFrequencyBook(database)),
            FaultPoint.NONE,
            CLOCK);
    begin = System.nanoTime();
    List<Thread> jobs = new ArrayList<>();
    for (int i = 0; i < settings.shards(); i++) {
      Shard shard = Shard.of(i, settings.shards(), rows);
      var job = new Thread(() -> send(supply, gate, sending, shard), "shard " + i);
      job.start();
      jobs.add(job);
    }
    for (Thread job : jobs) {
      job.join();
    }
    tell("put into the lane", begin);
    LOG.info(() -> "in the ledger: " + ledger.queued(campaign().run().number()) + " queued");
  }

  /** What a job does, chunk by chunk. */
  private void send(
      CampaignSupply supply, CampaignGate gate, CampaignSending sending, Shard shard) {
    Campaign campaign = campaign();
    long run = campaign.run().number();
    long next = shard.first();
    while (supply.next("acme", "speed", run, new Shard(next, shard.last()), settings.chunk())
        instanceof CampaignSupply.Next.Some some) {
      sending.send(
          run,
          some.recipients().stream().map(r -> gate.judge(campaign, r, CLOCK.instant())).toList());
      next = some.recipients().get(some.recipients().size() - 1).place() + 1;
    }
  }

  private Campaign campaign() {
    return state.find(CampaignKind.CAMPAIGN, "acme", "speed").orElseThrow();
  }

  private static ControlState state(long run) {
    List<ControlObject> objects = new ArrayList<>(Contacts.SCHEMA.lists().values());
    Contacts.SCHEMA
        .attributes()
        .forEach((name, type) -> objects.add(new ContactAttribute("acme", name, 1, type, "")));
    objects.add(
        CampaignKind.CAMPAIGN.read(
            new ControlKey("campaign", "acme", "speed"),
            1,
            ControlJson.read(
                "{\"list\":\"news\",\"template\":\"spring\",\"template_version\":1,"
                    + "\"from\":\"news@acme.example\",\"state\":\"running\","
                    + "\"started_at\":\"2026-01-01T12:00:00.123Z\",\"run\":"
                    + run
                    + "}")));
    return ControlState.EMPTY.with(1, objects, List.of());
  }

  private static CampaignGate gate(ControlSource control) {
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    var tenancy = new Tenancy(control.state());
    return new CampaignGate(
        new InMemorySuppressionDesk()
            .door(
                SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()))),
        new QuotaDesk(
            new QuotaBook(100, Duration.ofHours(48)), () -> tenancy, () -> SendingLimits.NONE),
        new RetrySchedule(new RetryRules(() -> retry, () -> tenancy), new Random(1)));
  }

  /** Each with a name and an age. */
  private void contacts() {
    database.inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(
                "insert into contact_slot (tenant, name, type, slot) values"
                    + " ('acme', 'name', 'text', 't1'), ('acme', 'age', 'number', 'n1')");
          }
          Instant now = CLOCK.instant();
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into contact (tenant, address, subject, domain, locale, zone, consents,"
                      + " created_at, changed_at, version, t1, n1)"
                      + " values ('acme', ?, ?, ?, '', '', ' news:c ', ?, ?, 1, ?, ?)")) {
            for (int i = 0; i < rows; i++) {
              String domain = "d" + i % 500 + ".example";
              insert.setString(1, "person" + i + "@" + domain);
              insert.setString(2, "person" + i + "@" + domain);
              insert.setString(3, domain);
              insert.setObject(4, Audience.at(now));
              insert.setObject(5, Audience.at(now));
              insert.setString(6, "name " + i);
              insert.setDouble(7, i % 90);
              insert.addBatch();
              if (i % 1_000 == 0) {
                insert.executeBatch();
                connection.commit();
              }
            }
            return insert.executeBatch();
          }
        });
  }

  private void tell(String what, long begin) {
    double took = (System.nanoTime() - begin) / 1e9;
    LOG.info(
        String.format(
            Locale.ROOT,
            "%,d %s in %.1f s: %,.0f/s; processor time since the start %s",
            rows,
            what,
            took,
            rows / took,
            ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO)));
  }
}
