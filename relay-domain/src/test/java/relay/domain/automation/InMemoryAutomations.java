package relay.domain.automation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.automation.EntryLimits.Verdict;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.view.ViewUnavailable;

/** The ledger of automations in memory. */
final class InMemoryAutomations implements AutomationLedger {
  final Map<Long, Row> rows = new TreeMap<>();
  final Map<String, String> places = new TreeMap<>();
  final Map<MailTally.Key, GuardFigures> figures = new HashMap<>();
  boolean isDown;
  private final ContactDesk contacts;

  static final class Row {
    Entry entry;
    String cause;
    Instant dueAt;
    Instant endedAt;
    String state;
    String holder = "";
    Instant heldUntil = Instant.MIN;
    final Map<Integer, Footprint> path = new TreeMap<>();

    boolean isIn() {
      return endedAt == null;
    }
  }

  InMemoryAutomations(ContactDesk contacts) {
    this.contacts = contacts;
  }

  private void open() {
    if (isDown) {
      throw new ViewUnavailable("the test took the database away", null);
    }
  }

  private List<Row> of(Automation automation) {
    return rows.values().stream()
        .filter(
            r ->
                r.entry.tenant().equals(automation.tenant())
                    && r.entry.automation().equals(automation.id()))
        .toList();
  }

  @Override
  public List<Verdict> enter(
      Automation automation, int insideMax, List<Candidate> candidates, Instant now) {
    open();
    List<Verdict> verdicts = new ArrayList<>();
    for (Candidate each : candidates) {
      verdicts.add(verdict(automation, insideMax, each, now));
      if (verdicts.get(verdicts.size() - 1) == Verdict.COMES_IN) {
        Row row = new Row();
        row.entry =
            new Entry(
                rows.size() + 1L,
                automation.tenant(),
                automation.id(),
                each.contact(),
                automation.plan().steps(),
                now,
                0,
                false,
                each.data());
        row.cause = each.cause();
        row.dueAt = each.dueAt();
        row.state = each.watched() ? "watched" : "inside";
        rows.put(row.entry.id(), row);
      }
    }
    return verdicts;
  }

  private Verdict verdict(Automation automation, int insideMax, Candidate each, Instant now) {
    List<Row> all = of(automation);
    List<Row> own = all.stream().filter(r -> r.entry.contact().equals(each.contact())).toList();
    EntryLimits limits = automation.plan().limits();
    if (contacts.find(automation.tenant(), each.contact()).isEmpty()
        || own.stream().anyMatch(r -> r.cause.equals(each.cause()))) {
      return Verdict.KNOWN;
    } else if (own.stream().anyMatch(Row::isIn)) {
      return Verdict.INSIDE;
    } else if (limits.once() && !own.isEmpty()
        || limits.everyDays().isPresent()
            && own.stream()
                .anyMatch(
                    r ->
                        r.entry
                            .enteredAt()
                            .isAfter(now.minus(Duration.ofDays(limits.everyDays().getAsInt()))))) {
      return Verdict.TOO_SOON;
    }
    return all.stream().filter(Row::isIn).count() >= insideMax ? Verdict.FULL : Verdict.COMES_IN;
  }

  @Override
  public List<Guest> claim(
      List<Automation> active, String node, int most, Duration lease, Instant now) {
    open();
    List<Guest> guests = new ArrayList<>();
    for (Row row : rows.values()) {
      boolean works =
          active.stream()
              .anyMatch(
                  a ->
                      a.tenant().equals(row.entry.tenant())
                          && a.id().equals(row.entry.automation()));
      boolean free =
          row.holder.isEmpty()
              || row.holder.equals(node)
              || !row.entry.sending() && row.heldUntil.isBefore(now);
      if (row.isIn() && works && free && !row.dueAt.isAfter(now) && guests.size() < most) {
        row.holder = node;
        row.heldUntil = now.plus(lease);
        row.state = "inside";
        contacts
            .find(row.entry.tenant(), row.entry.contact())
            .ifPresent(contact -> guests.add(new Guest(row.entry, contact)));
      }
    }
    return guests;
  }

  @Override
  public void note(List<Walked> walked, Instant now) {
    open();
    for (Walked each : walked) {
      Row row = rows.get(each.entry().id());
      row.entry = each.entry();
      row.dueAt = each.dueAt();
      each.path().forEach(print -> row.path.put(print.place(), print));
      if (!each.entry().sending()) {
        row.holder = "";
      }
      each.end().ifPresent(end -> end(row, end, now));
    }
  }

  private static void end(Row row, EntryEnd end, Instant now) {
    row.endedAt = now;
    row.state = end.label();
    row.holder = "";
  }

  @Override
  public void opened(Automation automation, String contact, Instant now) {
    of(automation).stream()
        .filter(r -> r.entry.contact().equals(contact) && r.isIn() && r.state.equals("watched"))
        .forEach(r -> end(r, EntryEnd.OPENED, now));
  }

  @Override
  public long end(Automation automation, Instant now) {
    List<Row> inside = of(automation).stream().filter(Row::isIn).toList();
    inside.forEach(row -> end(row, EntryEnd.STOPPED, now));
    return inside.size();
  }

  @Override
  public List<Story> stories(Automation automation, String contact) {
    return of(automation).stream()
        .filter(r -> r.entry.contact().equals(contact))
        .map(InMemoryAutomations::story)
        .toList();
  }

  private static Story story(Row row) {
    return new Story(
        row.entry.id(),
        row.entry.enteredAt(),
        Optional.ofNullable(row.endedAt),
        row.state,
        Optional.of(row.dueAt),
        "",
        List.copyOf(row.path.values()));
  }

  @Override
  public List<Visit> visits(Contact contact) {
    open();
    return rows.values().stream()
        .filter(r -> r.entry.contact().equals(contact.id()))
        .map(r -> new Visit(r.entry.automation(), story(r), r.entry.data()))
        .toList();
  }

  @Override
  public Counts counts(Automation automation) {
    return new Counts(0, 0, Map.of(), Map.of());
  }

  void count(MailTally.Key key, GuardFigures more) {
    figures.merge(key, more, GuardFigures::plus);
  }

  @Override
  public GuardFigures figures(Automation automation, LocalDate from) {
    open();
    return figures.entrySet().stream()
        .filter(e -> e.getKey().automation().equals(automation.id()))
        .filter(e -> MailTally.since(automation).equals(Optional.of(e.getKey().since())))
        .filter(e -> !e.getKey().day().isBefore(from))
        .map(Map.Entry::getValue)
        .reduce(GuardFigures.NONE, GuardFigures::plus);
  }

  @Override
  public Optional<String> place(Automation automation) {
    return Optional.ofNullable(places.get(automation.id()));
  }

  @Override
  public void moveTo(Automation automation, String place) {
    open();
    places.put(automation.id(), place);
  }
}
