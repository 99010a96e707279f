package relay.ejb.automation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationKind;
import relay.domain.automation.AutomationLedger.Candidate;
import relay.domain.automation.AutomationLedger.Guest;
import relay.domain.automation.ContactSearch;
import relay.domain.automation.Entry;
import relay.domain.automation.EntryEnd;
import relay.domain.automation.EntryLimits.Verdict;
import relay.domain.automation.Footprint;
import relay.domain.automation.Walked;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.ContactReader;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.SegmentReader;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.ejb.contacts.ContactsOfTests;
import relay.ejb.database.Database;

/** What a ledger of automations and the search for contacts have to do, on every database. */
interface AutomationLedgerContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  Actor ANN = new Actor("ann", "192.0.2.1");
  Duration LEASE = Duration.ofMinutes(2);
  String STEPS = "{\"name\":\"rest\",\"wait\":\"P1D\"},{\"name\":\"end\",\"exit\":true}";

  /** Open, with empty tables. */
  Database database();

  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String table :
                List.of(
                    "automation_figure",
                    "automation_plan",
                    "automation_run",
                    "contact",
                    "consent_proof")) {
              statement.executeUpdate("delete from " + table);
            }
          }
          return null;
        });
  }

  private DatabaseAutomationLedger ledger() {
    return new DatabaseAutomationLedger(database(), () -> ContactsOfTests.STATE);
  }

  private ContactDesk desk(Instant now) {
    return ContactsOfTests.desk(database(), now);
  }

  private ContactSearch search() {
    return ContactsOfTests.search(database(), NOON);
  }

  private String contact(String address, String more) {
    ContactDesk desk = desk(NOON);
    var fields =
        new ContactReader(desk.schema("acme"))
            .read(ControlJson.read("{\"address\":\"" + address + "\"" + more + "}"));
    return ((ContactOutcome.Done) desk.create("acme", fields, ANN)).contact().id();
  }

  private void joins(String contact, Instant now) {
    desk(now)
        .consent(
            "acme",
            contact,
            Contacts.NEWS,
            Contacts.consent(Contacts.NEWS, ConsentState.CONFIRMED, ConsentSource.FORM),
            ANN);
  }

  static Automation automation(String steps, String limits) {
    return AutomationKind.AUTOMATION.read(
        new ControlKey("automation", "acme", "welcome"),
        1,
        ControlJson.read(
            "{\"trigger\":{\"event\":\"go\"},\"limits\":{"
                + limits
                + "},\"steps\":["
                + steps
                + "],\"state\":\"active\",\"since\":\"2026-01-01T11:00:00.123456Z\",\"started_at\":\"2026-01-01T11:00:00.123Z\"}"));
  }

  private static Candidate candidate(String contact, String cause) {
    return new Candidate(contact, cause, NOON, false, ControlJson.read("{\"order\":\"17\"}"));
  }

  private List<Verdict> enter(Automation automation, int most, String... contacts) {
    List<Candidate> candidates = new ArrayList<>();
    for (String each : contacts) {
      candidates.add(candidate(each, "event 1"));
    }
    return ledger().enter(automation, most, candidates, NOON);
  }

  private List<Guest> claim(Automation automation, String node, int most, Instant now) {
    return ledger().claim(List.of(automation), node, most, LEASE, now);
  }

  private static Walked walked(Entry entry, int place, boolean sends, Instant due, EntryEnd end) {
    Entry next =
        new Entry(
            entry.id(),
            entry.tenant(),
            entry.automation(),
            entry.contact(),
            entry.steps(),
            entry.enteredAt(),
            place,
            sends,
            entry.data());
    return new Walked(
        next,
        due,
        Optional.ofNullable(end),
        List.of(new Footprint(entry.place(), "rest", NOON, "waits", "x".repeat(400))),
        List.of());
  }

  @Test
  default void shouldKeepAnEntryAsItCameIn() {
    Automation automation = automation(STEPS, "");
    String ann = contact("ann@example.org", ",\"zone\":\"Europe/Vienna\"");
    joins(ann, NOON);

    assertThat(enter(automation, 10, ann, "999999"))
        .containsExactly(Verdict.COMES_IN, Verdict.KNOWN);

    List<Guest> guests = claim(automation, "one", 10, NOON);
    assertThat(guests).hasSize(1);
    Entry entry = guests.get(0).entry();
    assertThat(entry.steps()).isEqualTo(automation.plan().steps());
    assertThat(entry.contact()).isEqualTo(ann);
    assertThat(entry.enteredAt()).isEqualTo(NOON);
    assertThat(entry.data()).hasToString("{\"order\":\"17\"}");
    assertThat(guests.get(0).contact().consents()).containsEntry("news", ConsentState.CONFIRMED);
  }

  @Test
  default void shouldLetInOnceForEachCauseAndByTheLimits() {
    Automation often = automation(STEPS, "\"once\":false");
    String ann = contact("ann@example.org", "");
    String bob = contact("bob@example.org", "");

    assertThat(enter(often, 1, ann, bob)).containsExactly(Verdict.COMES_IN, Verdict.FULL);
    assertThat(enter(often, 5, ann)).containsExactly(Verdict.KNOWN);
    assertThat(ledger().enter(often, 5, List.of(candidate(ann, "event 2")), NOON))
        .containsExactly(Verdict.INSIDE);
    Entry entry = claim(often, "one", 10, NOON).get(0).entry();
    ledger().note(List.of(walked(entry, 1, false, NOON, EntryEnd.EXIT)), NOON);
    Automation weekly = automation(STEPS, "\"every_days\":7");
    assertThat(ledger().enter(weekly, 5, List.of(candidate(ann, "event 3")), NOON))
        .containsExactly(Verdict.TOO_SOON);
    assertThat(
            ledger()
                .enter(
                    automation(STEPS, "\"once\":true"),
                    5,
                    List.of(candidate(ann, "event 3")),
                    NOON.plus(Duration.ofDays(30))))
        .containsExactly(Verdict.TOO_SOON);
    assertThat(
            ledger()
                .enter(
                    weekly, 5, List.of(candidate(ann, "event 3")), NOON.plus(Duration.ofDays(7))))
        .containsExactly(Verdict.COMES_IN);
  }

  @Test
  default void shouldGiveOutWhatIsDueToOneNodeAtATime() {
    Automation automation = automation(STEPS, "");
    enter(automation, 10, contact("a@example.org", ""), contact("b@example.org", ""));

    assertThat(claim(automation, "one", 1, NOON.minusMillis(1))).isEmpty();
    List<Guest> first = claim(automation, "one", 1, NOON);
    assertThat(first).hasSize(1);
    assertThat(claim(automation, "two", 9, NOON)).hasSize(1).doesNotContainAnyElementsOf(first);
    assertThat(claim(automation, "one", 9, NOON)).as("again").isEqualTo(first);
    assertThat(claim(automation, "two", 9, NOON.plus(LEASE).plusSeconds(1)))
        .as("its time is up")
        .hasSize(2);
  }

  @Test
  default void shouldLeaveWhoseMailIsUnderWayToItsNode() {
    Automation automation = automation(STEPS, "");
    enter(automation, 10, contact("a@example.org", ""));
    Entry entry = claim(automation, "one", 9, NOON).get(0).entry();
    ledger().note(List.of(walked(entry, 1, true, NOON, null)), NOON);

    assertThat(claim(automation, "two", 9, NOON.plus(Duration.ofDays(1)))).isEmpty();
    Entry again = claim(automation, "one", 9, NOON.plus(Duration.ofDays(1))).get(0).entry();
    assertThat(again.sending()).isTrue();
    assertThat(again.place()).isEqualTo(1);
    ledger().note(List.of(walked(again, 1, false, NOON, null)), NOON);
    assertThat(claim(automation, "two", 9, NOON)).hasSize(1);
  }

  @Test
  default void shouldTellTheStoryOfAContact() {
    Automation automation = automation(STEPS, "");
    String ann = contact("a@example.org", "");
    enter(automation, 10, ann);
    Entry entry = claim(automation, "one", 9, NOON).get(0).entry();
    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    ledger().note(List.of(walked(entry, 1, false, tomorrow, null)), NOON);
    ledger().note(List.of(walked(entry, 1, false, tomorrow, null)), NOON);

    var story = ledger().stories(automation, ann).get(0);
    assertThat(story.next()).isEqualTo("end");
    assertThat(story.state()).isEqualTo("inside");
    assertThat(story.dueAt()).contains(tomorrow);
    assertThat(story.path()).hasSize(1);
    assertThat(story.path().get(0).detail()).hasSize(300);
    assertThat(ledger().counts(automation).inside()).isEqualTo(1);
    assertThat(ledger().counts(automation).steps()).isEqualTo(Map.of("rest:waits", 1L));

    assertThat(ledger().end(automation, NOON)).isEqualTo(1);
    assertThat(ledger().counts(automation).ended()).isEqualTo(Map.of("stopped", 1L));
    assertThat(ledger().stories(automation, ann).get(0).endedAt()).contains(NOON);
  }

  @Test
  default void shouldTakeOffWhoOpenedTheMailThatItIsWatchedFor() {
    Automation automation = automation(STEPS, "");
    String ann = contact("a@example.org", "");
    String bob = contact("b@example.org", "");
    Instant later = NOON.plus(Duration.ofDays(3));
    for (String each : List.of(ann, bob)) {
      var watched = new Candidate(each, "mail 1", later, true, JsonValue.EMPTY_JSON_OBJECT);
      ledger().enter(automation, 9, List.of(watched), NOON);
    }

    ledger().opened(automation, ann, NOON);

    assertThat(ledger().stories(automation, ann).get(0).state()).isEqualTo("opened");
    assertThat(claim(automation, "one", 9, later)).hasSize(1);
    ledger().opened(automation, bob, NOON);
    assertThat(ledger().stories(automation, bob).get(0).state()).isEqualTo("inside");
  }

  @Test
  default void shouldForgetEntriesWithTheirContact() {
    Automation automation = automation(STEPS, "");
    String ann = contact("a@example.org", "");
    enter(automation, 10, ann);
    Entry entry = claim(automation, "one", 9, NOON).get(0).entry();
    ledger().note(List.of(walked(entry, 1, false, NOON, null)), NOON);

    desk(NOON).remove("acme", ann, ANN);

    assertThat(ledger().stories(automation, ann)).isEmpty();
    ledger().note(List.of(walked(entry, 1, false, NOON, null)), NOON);
    assertThat(ledger().counts(automation).steps()).isEmpty();
  }

  @Test
  default void shouldForgetOldPathsAndKeepThatSomebodyWasThereOnce() {
    String ann = contact("a@example.org", "");
    Instant later = NOON.plus(Duration.ofDays(2));
    var old = OldEntries.of(database(), () -> Duration.ofDays(1));
    Automation once = automation(STEPS, "\"once\":true");
    enter(once, 10, ann);
    Entry entry = claim(once, "one", 9, NOON).get(0).entry();
    ledger().note(List.of(walked(entry, 1, false, NOON, EntryEnd.FINISHED)), NOON);

    assertThat(old.old(NOON, "", 9)).isEmpty();
    List<String> keys = old.old(later, "", 9);
    old.remove(keys);

    assertThat(keys).containsExactly(Long.toString(entry.id()));
    assertThat(ledger().stories(once, ann).get(0).path()).isEmpty();
    assertThat(old.old(later, "", 9)).as("nothing left of it").isEmpty();
    assertThat(ledger().enter(once, 9, List.of(candidate(ann, "event 2")), later))
        .containsExactly(Verdict.TOO_SOON);

    String bob = contact("b@example.org", "");
    Automation often = automation(STEPS, "\"once\":false");
    enter(often, 10, bob);
    ledger().end(often, NOON);
    assertThat(old.remove(old.old(later, "", 9))).isEqualTo(1);
    assertThat(ledger().stories(often, bob)).isEmpty();
  }

  @Test
  default void shouldTellAllVisitsOfAContactToWhateverAutomation() {
    String ann = contact("a@example.org", "");
    Contact who = desk(NOON).find("acme", ann).orElseThrow();
    enter(automation(STEPS, ""), 10, ann, contact("b@example.org", ""));
    Entry entry = claim(automation(STEPS, ""), "one", 1, NOON).get(0).entry();
    ledger().note(List.of(walked(entry, 1, false, NOON, EntryEnd.EXIT)), NOON);

    var visit = ledger().visits(who).get(0);

    assertThat(ledger().visits(who)).hasSize(1);
    assertThat(visit.automation()).isEqualTo("welcome");
    assertThat(visit.story().state()).isEqualTo("exit");
    assertThat(visit.story().path()).hasSize(1);
    assertThat(visit.data()).hasToString("{\"order\":\"17\"}");
    desk(NOON).remove("acme", ann, ANN);
    assertThat(ledger().visits(who)).isEmpty();
  }

  @Test
  default void shouldKeepPlaces() {
    Automation automation = automation(STEPS, "");

    assertThat(ledger().place(automation)).isEmpty();
    ledger().moveTo(automation, "2026-01-01 done");
    assertThat(ledger().place(automation)).contains("2026-01-01 done");
  }

  @Test
  default void shouldFindWhoJoinedSinceTheFirstSearchOnceForEachTime() {
    String ann = contact("a@example.org", "");
    String bob = contact("b@example.org", "");
    joins(ann, NOON);
    var first = search().joined("acme", "news", Optional.empty(), 9, NOON);
    assertThat(first.found()).isEmpty();
    joins(bob, NOON.plusSeconds(10));
    var place = Optional.of(first.place());
    assertThat(search().joined("acme", "news", place, 9, NOON.plusSeconds(12)).found())
        .as("perhaps not all committed")
        .isEmpty();
    List<String> found = new ArrayList<>();
    boolean more = true;
    while (more) {
      var page = search().joined("acme", "news", place, 1, NOON.plusSeconds(60));
      page.found().forEach(each -> found.add(each.contact()));
      place = Optional.of(page.place());
      more = page.more();
    }
    assertThat(found).as("ann joined before").containsExactly(bob);
    assertThat(search().joined("acme", "news", place, 1, NOON.plusSeconds(90)).found()).isEmpty();
  }

  @Test
  default void shouldFindWhoseDayItIsInPages() {
    List<String> ids = new ArrayList<>();
    for (String born : List.of("1984-05-01", "1990-05-01", "1990-05-02", "2001-05-01")) {
      ids.add(
          contact(
              "c" + ids.size() + "@example.org", ",\"attributes\":{\"born\":\"" + born + "\"}"));
    }
    List<LocalDate> days =
        List.of(LocalDate.of(1984, 5, 1), LocalDate.of(1990, 5, 1), LocalDate.of(2001, 5, 1));

    var first = search().dated("acme", "born", days, "", 2);
    assertThat(first.found())
        .extracting(ContactSearch.Found::contact)
        .containsExactly(ids.get(0), ids.get(1));
    var rest = search().dated("acme", "born", days, first.place(), 2);
    assertThat(rest.found()).extracting(ContactSearch.Found::contact).containsExactly(ids.get(3));
    assertThat(rest.more()).isFalse();
  }

  @Test
  default void shouldAskAConditionOfOneContact() {
    String ann = contact("a@example.org", ",\"attributes\":{\"vip\":true}");
    String bob = contact("b@example.org", "");
    var vip =
        new SegmentReader(desk(NOON).schema("acme"))
            .read(ControlJson.read("{\"attribute\":\"vip\",\"is\":\"equals\",\"value\":true}"));

    assertThat(search().holds("acme", ann, vip)).isTrue();
    assertThat(search().holds("acme", bob, vip)).isFalse();
    assertThat(search().holds("other", ann, vip)).isFalse();
  }
}
