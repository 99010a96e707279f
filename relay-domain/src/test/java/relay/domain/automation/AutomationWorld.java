package relay.domain.automation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.audit.Actor;
import relay.domain.campaign.AutomationSettings;
import relay.domain.campaign.CampaignSettings;
import relay.domain.campaign.UnwrittenMails;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactAttributeKind;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.contacts.SegmentCondition;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InMemoryControlStore;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.fault.FaultPoint;
import relay.domain.frequency.FrequencyGate;
import relay.domain.frequency.InMemoryFrequencyBook;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.QueuedMail;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaDesk;
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
 * Everything that moves the automations of tenant acme: the real rules over stores in memory. A
 * test moves the clock.
 */
public final class AutomationWorld {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Actor ANN = new Actor("ann", "192.0.2.1");
  public static final String SEND =
      "{\"name\":\"hello\",\"send\":{\"template\":\"spring\",\"from\":\"News"
          + " <news@acme.example>\"}}";

  public final InMemoryControlStore store = new InMemoryControlStore();
  public final InMemoryContactDesk contacts = new InMemoryContactDesk();
  final InMemoryAutomations ledger = new InMemoryAutomations(contacts);
  final InMemoryQueues queues = new InMemoryQueues();
  final InMemorySuppressionDesk suppressions = new InMemorySuppressionDesk();
  final InMemoryFrequencyBook frequencies = new InMemoryFrequencyBook();
  final List<MailEvent> journal = new ArrayList<>();
  final Search search = new Search();
  final TemplateDesk templates = new TemplateDesk(store, store, () -> now());
  AutomationSettings settings =
      AutomationSettings.from(Settings.of(AutomationSettings.ALL, Map.of(), Map.of()));
  FaultPoint faults = FaultPoint.NONE;
  private Instant now = NOON;
  public final AutomationDesk desk =
      new AutomationDesk(store, store, ledger, () -> settings, () -> now());

  /** Finds what a test put in. */
  final class Search implements ContactSearch {
    final List<Found> joined = new ArrayList<>();

    @Override
    public boolean holds(String tenant, String contact, SegmentCondition condition) {
      Contact who = contacts.find(tenant, contact).orElseThrow();
      if (condition instanceof SegmentCondition.Attribute asked) {
        AttributeValue value = who.fields().attributes().get(asked.name());
        return value != null && asked.values().contains(value);
      }
      SegmentCondition.Stands stands = (SegmentCondition.Stands) condition;
      return stands.state().equals(Optional.ofNullable(who.consents().get(stands.list())));
    }

    @Override
    public Some joined(String tenant, String list, Optional<String> place, int most, Instant at) {
      int from = place.map(Integer::parseInt).orElse(joined.size());
      int to = Math.min(joined.size(), from + most);
      return new Some(joined.subList(from, to), Integer.toString(to), to < joined.size());
    }

    @Override
    public Some dated(
        String tenant, String attribute, List<LocalDate> days, String after, int most) {
      long from = after.isEmpty() ? 0 : Long.parseLong(after);
      List<Found> found = new ArrayList<>();
      for (Contact each :
          contacts
              .list(tenant, relay.domain.contacts.ContactFilter.ALL, Optional.empty(), 100_000)
              .contacts()) {
        boolean meant =
            each.fields().attributes().get(attribute) instanceof AttributeValue.Day day
                && days.contains(day.date());
        if (meant && Long.parseLong(each.id()) > from) {
          found.add(new Found(each.id(), "", each.fields().zone()));
        }
      }
      boolean more = found.size() > most;
      List<Found> page = more ? found.subList(0, most) : found;
      String place = page.isEmpty() ? "" : page.get(page.size() - 1).contact();
      return new Some(page, place, more);
    }
  }

  public AutomationWorld() {
    make(TenancyKinds.TENANT, "acme", "{}");
    put(Tenancies.domain("acme", "acme.example"));
    put(Contacts.NEWS);
    make(ContactAttributeKind.ATTRIBUTE, "vip", "{\"type\":\"boolean\"}");
    make(ContactAttributeKind.ATTRIBUTE, "tags", "{\"type\":\"list\"}");
    make(ContactAttributeKind.ATTRIBUTE, "born", "{\"type\":\"date\"}");
    make(TemplateKind.TEMPLATE, "spring", "{\"subject\":\"Hi\",\"html\":\"<p>Dear {{name}}</p>\"}");
    templates.publish(templates.find("acme", "spring").orElseThrow(), ANN);
    contacts.declaring(ContactSchema.of(store.state(), "acme"));
  }

  /** The ledger of its automations. */
  public AutomationLedger ledger() {
    return ledger;
  }

  /** Its entries cannot be reached, or can again. */
  public void takeDatabaseAway(boolean away) {
    ledger.isDown = away;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** The tenant has this cap from now on. */
  void cap(int mails, int days) {
    var tenant = store.state().find(TenancyKinds.TENANT, "acme", "acme").orElseThrow();
    var json =
        ControlJson.read("{\"frequency_cap\":{\"mails\":" + mails + ",\"days\":" + days + "}}");
    var capped = TenancyKinds.TENANT.read(tenant.key(), tenant.version(), json);
    store.apply(new ControlChange.Replace(capped), ANN);
  }

  void put(ControlObject object) {
    ControlOutcome outcome = store.apply(new ControlChange.Create(object.withVersion(0)), ANN);
    if (!(outcome instanceof ControlOutcome.Done)) {
      throw new IllegalStateException(object.key() + ": " + outcome);
    }
  }

  <T extends ControlObject> void make(ControlKind<T> kind, String id, String json) {
    put(kind.read(new ControlKey(kind.name(), "acme", id), 0, ControlJson.read(json)));
  }

  /** An active automation of these steps, set off by the event go unless it says another. */
  public Automation active(String id, String steps, String more) {
    make(AutomationKind.AUTOMATION, id, json(steps, more));
    desk.order("acme", id, AutomationOrder.START, ANN);
    return automation(id);
  }

  static String json(String steps, String more) {
    String trigger = more.contains("\"trigger\"") ? "" : "\"trigger\":{\"event\":\"go\"},";
    return "{" + trigger + "\"list\":\"news\",\"steps\":[" + steps + "]" + more + "}";
  }

  Automation automation(String id) {
    return desk.find("acme", id).orElseThrow();
  }

  /** A contact who has confirmed the list; its id. */
  public String contact(String address, String more) {
    ContactOutcome made =
        contacts.create(
            "acme",
            new relay.domain.contacts.ContactReader(contacts.schema("acme"))
                .read(ControlJson.read("{\"address\":\"" + address + "\"" + more + "}")),
            ANN);
    String id = ((ContactOutcome.Done) made).contact().id();
    consent(id, ConsentState.CONFIRMED);
    return id;
  }

  void consent(String id, ConsentState state) {
    contacts.consent(
        "acme", id, Contacts.NEWS, Contacts.consent(Contacts.NEWS, state, ConsentSource.FORM), ANN);
  }

  /** As a new process would have it. */
  AutomationRound round(String node) {
    var door =
        suppressions.door(
            SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of())));
    var quotas =
        new QuotaDesk(
            new QuotaBook(100, Duration.ofHours(48)),
            () -> new Tenancy(store.state()),
            () -> SendingLimits.NONE);
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    var schedule =
        new RetrySchedule(
            new RetryRules(() -> retry, () -> new Tenancy(store.state())), new Random(1));
    return new AutomationRound(
        store,
        ledger,
        new AutomationTriggers(ledger, search, () -> settings),
        new ContactGround(contacts, search, Actor.system(node)),
        new AutomationPost(
            store,
            templates,
            door,
            quotas,
            new UnwrittenMails(schedule),
            new FrequencyGate(store, frequencies)),
        new AutomationRound.Outlets(queues, written(), step -> faults.reached(step), node),
        () -> settings,
        () -> now());
  }

  /** As the relay has it. */
  public AutomationGuards guards() {
    return new AutomationGuards(ledger, AutomationWorld::bounds, () -> now());
  }

  private static CampaignSettings bounds() {
    return CampaignSettings.from(Settings.of(CampaignSettings.ALL, Map.of(), Map.of()));
  }

  AutomationWatch watch() {
    return new AutomationWatch(
        store,
        store,
        guards(),
        written(),
        Actor.system("relay.example"),
        AutomationWorld::bounds,
        () -> now());
  }

  private Journal written() {
    return new Journal() {
      @Override
      public void write(List<MailEvent> events) {
        journal.addAll(events);
      }

      @Override
      public void writeDurably(List<MailEvent> events) {
        journal.addAll(events);
      }
    };
  }

  /** Looks until nothing is left to be done now. */
  public void settle() {
    AutomationRound round = round("relay.example");
    for (int i = 0; i < 1_000; i++) {
      if (!round.look()) {
        return;
      }
    }
    throw new IllegalStateException("it never ends");
  }

  /** To whom mails are in the lane, in their order. */
  List<String> addresses() {
    return queues.mails().stream().map(AutomationWorld::address).toList();
  }

  static String address(QueuedMail mail) {
    return mail.envelope().recipients().get(0).address().toString();
  }

  /** What the contact's last entry did, as {@code name:what}. */
  List<String> path(String automation, String contact) {
    var stories = ledger.stories(automation(automation), contact);
    return stories.get(stories.size() - 1).path().stream()
        .map(print -> print.name() + ":" + print.what())
        .toList();
  }

  String state(String automation, String contact) {
    var stories = ledger.stories(automation(automation), contact);
    return stories.get(stories.size() - 1).state();
  }
}
