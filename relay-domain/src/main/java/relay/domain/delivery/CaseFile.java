package relay.domain.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import relay.domain.delivery.Report.Item;
import relay.domain.delivery.Report.Kind;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Notify;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.Due;
import relay.domain.queue.EntryId;
import relay.domain.queue.Hold;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;

/**
 * Gathers what follows for one entry, recipient by recipient, and makes the {@link Judgement} of
 * it. One thread.
 */
final class CaseFile {
  private final QueuedMail mail;
  private final String hop;
  private final Instant now;
  private final boolean reportsUnasked;
  private final Predicate<QueueId> onRecord;
  private final List<MailEvent> events = new ArrayList<>();
  private final List<Recipient> open = new ArrayList<>(0);
  private final List<Asked> asked = new ArrayList<>(0);
  private final List<Item> failed = new ArrayList<>(0);
  private final List<Item> delayed = new ArrayList<>(0);
  private final List<Item> relayed = new ArrayList<>(0);
  private Optional<Instant> due = Optional.empty();
  private String reason = "";
  private Optional<Hold> hold = Optional.empty();

  /**
   * @param onRecord which reports were made and worked on before
   */
  CaseFile(
      QueuedMail mail,
      String hop,
      Instant now,
      boolean reportsUnasked,
      Predicate<QueueId> onRecord) {
    this.mail = mail;
    this.hop = hop;
    this.now = now;
    this.reportsUnasked = reportsUnasked;
    this.onRecord = onRecord;
  }

  /** An event about one recipient of the attempt with this number. */
  void event(EventType type, int attempt, Recipient recipient, Map<String, Object> details) {
    event(type, attempt, Optional.of(recipient.address()), details);
  }

  /** An event about all recipients. */
  void event(EventType type, int attempt, Map<String, Object> details) {
    event(type, attempt, Optional.empty(), details);
  }

  private void event(
      EventType type, int attempt, Optional<EmailAddress> about, Map<String, Object> details) {
    EntryId entry = mail.entry();
    events.add(
        new MailEvent(type, now, Optional.of(entry.mail()), entry.part(), attempt, about, details));
  }

  /** The recipient goes on; all that go on wait for the latest of their times. */
  void keepOpen(Recipient recipient, Instant until) {
    open.add(recipient);
    due = due.filter(d -> d.isAfter(until)).or(() -> Optional.of(until));
  }

  /** Why those that go on wait without an attempt, as it is told. */
  void because(String why) {
    reason = why;
  }

  /** A recipient whom an operator is asked about until then. */
  private record Asked(Recipient recipient, Instant until, Hold hold) {}

  /** The recipient waits until an operator decides, as a mail of his own. */
  void ask(Recipient recipient, Instant until, Hold how) {
    asked.add(new Asked(recipient, until, how));
  }

  /** What goes on is put aside under a brake. */
  void putAside(Hold under) {
    hold = Optional.of(under);
  }

  /** Notes a failure; the id of the report about it when the sender gets one. */
  Optional<QueueId> fail(Item item) {
    return note(item, failed, Kind.FAILURE, Notify.FAILURE);
  }

  /** Notes a delay worth telling; the id of the report about it when the sender gets one. */
  Optional<QueueId> delay(Item item) {
    return note(item, delayed, Kind.DELAY, Notify.DELAY);
  }

  /** Notes a delivery without further reports; the id of ours when the sender asked for one. */
  Optional<QueueId> relay(Item item) {
    return note(item, relayed, Kind.SUCCESS, Notify.SUCCESS);
  }

  /** Notes a hand-over that the sender wants to hear of unless NOTIFY is NEVER (RFC 2852 4.1.4). */
  Optional<QueueId> trace(Item item) {
    boolean never = item.recipient().notifyOn().contains(Notify.NEVER);
    if (never || mail.envelope().sender().isNull()) {
      return Optional.empty();
    }
    relayed.add(item);
    return Optional.of(ReportIds.of(mail.entry(), Kind.SUCCESS));
  }

  QueuedMail mail() {
    return mail;
  }

  private Optional<QueueId> note(Item item, List<Item> list, Kind kind, Notify reason) {
    if (!isReported(item.recipient(), reason)) {
      return Optional.empty();
    }
    list.add(item);
    return Optional.of(ReportIds.of(mail.entry(), kind));
  }

  /** Never about a mail from the null path (RFC 5321 4.5.5), never against NOTIFY. */
  private boolean isReported(Recipient recipient, Notify reason) {
    boolean asked = !recipient.notifyOn().isEmpty();
    // whoever sends to a million reads a count and not a letter for each
    return !mail.isUnwritten()
        && !mail.envelope().sender().isNull()
        && recipient.wants(reason)
        && (asked || reportsUnasked);
  }

  Judgement judgement(EntryId next, Instant retryUntil) {
    List<Report> reports = new ArrayList<>(0);
    addReport(reports, Kind.FAILURE, failed, EventType.REPORTED, Optional.empty());
    addReport(reports, Kind.DELAY, delayed, EventType.DELAYED, Optional.of(retryUntil));
    addReport(reports, Kind.SUCCESS, relayed, EventType.REPORTED, Optional.empty());
    return new Judgement(events, remaining(next), aside(), reports);
  }

  private void addReport(
      List<Report> reports, Kind kind, List<Item> items, EventType type, Optional<Instant> until) {
    if (items.isEmpty()) {
      return;
    }
    QueueId id = ReportIds.of(mail.entry(), kind);
    reports.add(new Report(kind, id, mail, items, now, until, onRecord.test(id)));
    if (events.isEmpty()) {
      return;
    }
    Map<String, Object> details = OutcomeDetails.of(mail, hop, now);
    details.put(EventField.REPORT, id.text());
    details.put(EventField.REASON, kind.label());
    details.put(
        EventField.RECIPIENTS,
        items.stream().map(i -> i.recipient().address().toString()).toList());
    event(type, mail.entry().attempts() + 1, details);
  }

  private Optional<QueuedMail> remaining(EntryId next) {
    return open.isEmpty() ? Optional.empty() : Optional.of(going(next, open, due, hold));
  }

  private List<QueuedMail> aside() {
    if (asked.isEmpty()) {
      return List.of();
    }
    List<Recipient> all = mail.envelope().recipients();
    List<QueuedMail> copies = new ArrayList<>(asked.size());
    for (Asked each : asked) {
      EntryId id =
          all.size() == 1
              ? mail.entry().afterAttempt()
              : mail.entry().aside(all.indexOf(each.recipient()));
      var until = Optional.of(each.until());
      copies.add(going(id, List.of(each.recipient()), until, Optional.of(each.hold())));
    }
    return copies;
  }

  private QueuedMail going(
      EntryId id, List<Recipient> to, Optional<Instant> until, Optional<Hold> under) {
    return new QueuedMail(
        id,
        mail.lane(),
        mail.owner(),
        mail.envelope().withRecipients(to),
        mail.acceptedAt(),
        mail.expiresAt(),
        new Progress(
            hop.isEmpty() ? mail.hop() : Optional.of(hop),
            until.map(at -> Due.because(reason, at)),
            mail.signed(),
            mail.delayReported() || !delayed.isEmpty(),
            under,
            mail.progress().returnPath(),
            mail.isTracked(),
            mail.isUnwritten()),
        mail.replyTo(),
        mail.content());
  }
}
