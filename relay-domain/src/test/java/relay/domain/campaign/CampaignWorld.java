package relay.domain.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import relay.domain.audit.Actor;
import relay.domain.campaign.CampaignSupply.Next;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.series.SeriesOrder;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactFrequency;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.OrderDesk;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.fault.FaultPoint;
import relay.domain.frequency.FrequencyGate;
import relay.domain.frequency.InMemoryFrequencyBook;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueuedMail;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaDesk;
import relay.domain.retention.JobRun;
import relay.domain.settings.Settings;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateKind;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.TenancyKinds;

/**
 * Everything that sends the campaigns of tenant acme, which has a list, a template and a verified
 * domain: the real rules over stores in memory. A test moves the clock.
 */
public final class CampaignWorld {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Actor ANN = new Actor("ann", "192.0.2.1");
  static final String NODE = "relay.example";
  static final String PLAN =
      "\"list\":\"news\",\"template\":\"spring\",\"from\":\"News <news@acme.example>\"";

  public final InMemoryControlStore store = new InMemoryControlStore();
  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemoryHandover handovers = new InMemoryHandover(ledger);
  final InMemoryQueues queues = new InMemoryQueues();
  final InMemoryBrakes brakes = new InMemoryBrakes(() -> now());
  final InMemorySuppressionDesk suppressions = new InMemorySuppressionDesk();
  final TemplateDesk templates = new TemplateDesk(store, store, () -> now());
  final InMemoryFrequencyBook frequencies = new InMemoryFrequencyBook();
  final Told journal = new Told();
  final Jobs jobs = new Jobs();
  CampaignSettings settings =
      CampaignSettings.from(Settings.of(CampaignSettings.ALL, Map.of(), Map.of()));
  long laneDepth;

  /** What the sums over the ledger are, by form. */
  List<CampaignReport.Row> results = List.of();

  FaultPoint faults = FaultPoint.NONE;
  private Instant now = NOON;
  final CampaignPace pace = new CampaignPace(ledger, new Gauge(), 1_000, () -> settings);
  final CampaignGate gate =
      new CampaignGate(
          suppressions.door(
              SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()))),
          new QuotaDesk(
              new QuotaBook(100, Duration.ofHours(48)),
              () -> new Tenancy(store.state()),
              () -> SendingLimits.NONE),
          schedule());
  final CampaignSupply supply =
      new CampaignSupply(store, ledger, pace, gate, handovers.of(NODE), () -> now());
  public final CampaignDesk desk = new CampaignDesk(store, store, templates, NODE, () -> now());

  /** The jobs, as they would be asked for. */
  static final class Jobs implements CampaignJobs {
    final List<String> ensured = new ArrayList<>();

    @Override
    public void ensure(Campaign campaign, long recipients) {
      ensured.add(campaign.id() + " " + recipients);
    }

    @Override
    public List<JobRun> history(int max) {
      return List.of();
    }
  }

  /** The journal: what was told. */
  static final class Told implements Journal {
    final List<MailEvent> events = new ArrayList<>();

    @Override
    public void write(List<MailEvent> more) {
      events.addAll(more);
    }

    @Override
    public void writeDurably(List<MailEvent> more) {
      write(more);
    }
  }

  private final class Gauge implements QueueGauge {
    @Override
    public OptionalLong depth(String queue) {
      return OptionalLong.of(laneDepth);
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }

  public CampaignWorld() {
    ledger.clock = () -> now();
    make(TenancyKinds.TENANT, "acme", "acme", "{}");
    put(Tenancies.domain("acme", "acme.example"));
    put(Contacts.NEWS);
    make(
        TemplateKind.TEMPLATE,
        "acme",
        "spring",
        "{\"subject\":\"Hi {{name}}\",\"html\":\"<p>Dear {{name}}</p>\"}");
    publish();
  }

  private RetrySchedule schedule() {
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    return new RetrySchedule(
        new RetryRules(() -> retry, () -> new Tenancy(store.state())), new Random(1));
  }

  /** Runs with another setting. */
  void set(String key, String value) {
    settings =
        CampaignSettings.from(Settings.of(CampaignSettings.ALL, Map.of(key, value), Map.of()));
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Its tenant has this cap from now on. */
  void cap(int mails, int days) {
    var tenant = store.state().find(TenancyKinds.TENANT, "acme", "acme").orElseThrow();
    var json =
        ControlJson.read("{\"frequency_cap\":{\"mails\":" + mails + ",\"days\":" + days + "}}");
    var capped = TenancyKinds.TENANT.read(tenant.key(), tenant.version(), json);
    store.apply(new ControlChange.Replace(capped), ANN);
  }

  final void put(ControlObject object) {
    ControlOutcome outcome = store.apply(new ControlChange.Create(object.withVersion(0)), ANN);
    if (!(outcome instanceof ControlOutcome.Done)) {
      throw new IllegalStateException(object.key() + ": " + outcome);
    }
  }

  <T extends ControlObject> void make(ControlKind<T> kind, String tenant, String id, String json) {
    put(kind.read(new ControlKey(kind.name(), tenant, id), 0, ControlJson.read(json)));
  }

  /** A new version of the template. */
  final void publish() {
    templates.publish(templates.find("acme", "spring").orElseThrow(), ANN);
  }

  /** A contact of the list. */
  void contact(int number) {
    contact(number, ContactFrequency.NORMAL);
  }

  /** One who wants mail no more often. */
  void contact(int number, ContactFrequency frequency) {
    String id = String.format(java.util.Locale.ROOT, "%06d", number);
    var fields =
        Contacts.fields(
            "{\"address\":\"c"
                + number
                + "@example.org\",\"attributes\":{\"name\":\"Contact "
                + number
                + "\"}}");
    ledger.contacts.put(id, new Contact("acme", id, fields, Map.of(), frequency, NOON, NOON, 1));
  }

  /** So many of them. */
  public void contacts(int count) {
    for (int i = 1; i <= count; i++) {
      contact(i);
    }
  }

  /** The ledger of its campaigns. */
  public CampaignLedger ledger() {
    return ledger;
  }

  /** What its guards see. */
  public CampaignGuards guards() {
    return new CampaignGuards(ledger, () -> settings);
  }

  /** A draft with these fields beside the usual ones. */
  public Campaign draft(String id, String more) {
    make(CampaignKind.CAMPAIGN, "acme", id, "{" + PLAN + more + "}");
    return campaign(id);
  }

  /** A draft that asks the inactive whether they still want the list. */
  public void asking(String id) {
    make(TenancyKinds.STREAM, "acme", "seen", "{\"lane\":\"bulk\",\"tracking\":\"identified\"}");
    draft(
        id,
        ",\"stream\":\"seen\",\"sunset\":{\"inactive_days\":90,\"mails\":5},"
            + "\"repermission\":{\"wait\":\"P14D\"}");
  }

  /** Stands so from now on, whatever was before. */
  void put(ControlKey campaign, CampaignRun run) {
    Campaign known = campaign(campaign.id());
    store.apply(new ControlChange.Replace(known.with(run)), ANN);
  }

  Campaign campaign(String id) {
    return store.state().find(CampaignKind.CAMPAIGN, "acme", id).orElseThrow();
  }

  OrderDesk.Answer<Campaign> order(String id, CampaignTurn turn) {
    return desk.order("acme", id, turn, ANN);
  }

  /** As a new process would have it. */
  CampaignRound round() {
    return round(NODE);
  }

  CampaignRound round(String node) {
    return new CampaignRound(
        new CampaignRound.Stores(store, store, ledger, question -> results, journal),
        jobs,
        pace,
        brakes,
        templates,
        () -> settings,
        node,
        () -> now());
  }

  /** A series with these fields beside a time in UTC. */
  public Series series(String id, String fields) {
    make(SeriesKind.SERIES, "acme", id, "{\"time\":\"12:00\",\"zone\":\"UTC\"," + fields + "}");
    return series(id);
  }

  Series series(String id) {
    return store.state().find(SeriesKind.SERIES, "acme", id).orElseThrow();
  }

  /** Starts a series, and lets so many days go by. */
  public void begin(String id, int days) {
    seriesDesk().order("acme", id, SeriesOrder.START, ANN);
    for (int i = 0; i < days; i++) {
      seriesRound(NODE).look();
      pass(Duration.ofDays(1));
    }
  }

  /** A segment of whoever it is. */
  public void segment(String id) {
    make(SegmentKind.SEGMENT, "acme", id, "{\"condition\":{\"domain\":\"example.org\"}}");
  }

  public SeriesDesk seriesDesk() {
    return new SeriesDesk(store, store, () -> now());
  }

  SeriesRound seriesRound(String node) {
    return new SeriesRound(store, store, journal, node, () -> now());
  }

  /** Started, frozen and running. */
  public Campaign running(String id) {
    order(id, CampaignTurn.START);
    round().look();
    round().look();
    return campaign(id);
  }

  /** Into this node's queues, or another's. */
  CampaignSending sending(InMemoryQueues into) {
    return new CampaignSending(
        into,
        ledger,
        new FrequencyGate(store, frequencies),
        step -> faults.reached(step),
        () -> now());
  }

  /** One chunk of a job; false when the job is over. */
  boolean chunk(Campaign campaign, Shard shard, int most) {
    Next next = supply.next(campaign.tenant(), campaign.id(), campaign.run().number(), shard, most);
    if (next instanceof Next.Some some) {
      var entries = some.recipients().stream().map(r -> gate.judge(campaign, r, now())).toList();
      sending(queues).send(campaign.run().number(), entries);
    }
    return !(next instanceof Next.Over);
  }

  List<String> addresses() {
    return queues.mails().stream().map(CampaignWorld::addressOf).toList();
  }

  static String addressOf(QueuedMail mail) {
    return mail.envelope().recipients().get(0).address().toString();
  }

  static Optional<CampaignState> stateOf(OrderDesk.Answer<Campaign> answer) {
    return answer instanceof OrderDesk.Answer.Done<Campaign> done
        ? Optional.of(done.object().state())
        : Optional.empty();
  }
}
