package relay.domain.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.delivery.RecipientOutcome.Deferred;
import relay.domain.delivery.RecipientOutcome.Delivered;
import relay.domain.delivery.RecipientOutcome.Failed;
import relay.domain.delivery.Report.Item;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.AttemptLedger.Standing;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.EntryId;
import relay.domain.queue.Hold;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.StreamRoutes;
import relay.domain.smtp.SmtpReply;

/**
 * Decides what follows from an attempt for every recipient: done, again at this time, or failed;
 * whom to tell; what the journal says. Every recipient of the entry has a place in the result. Pure
 * but for chance in the schedule; thread-safe.
 */
public final class AttemptJudge {
  /** Why a mail waits, for the journal: it is outside of the send window of its stream. */
  public static final String OUTSIDE = "send_window";

  private static final SmtpReply STOPPED =
      SmtpReply.local(451, "4.3.0", "The relay was stopped during the attempt");
  private static final SmtpReply TOO_LATE =
      SmtpReply.local(451, "4.4.7", "No attempt could be made in time");

  private final RetryRules rules;
  private final RetrySchedule schedule;
  private final StreamRoutes routes;
  private final TenantReplyRules replies;
  private final ReplyJudge replyJudge = new ReplyJudge();

  public AttemptJudge(
      RetryRules rules, RetrySchedule schedule, StreamRoutes routes, TenantReplyRules replies) {
    this.rules = rules;
    this.schedule = schedule;
    this.routes = routes;
    this.replies = replies;
  }

  /**
   * The event to write just before the content goes out: from then on, until the outcome is on
   * record, a crash leaves the recipients in doubt.
   */
  public static MailEvent attempted(QueuedMail mail, String hop, Instant now) {
    Map<String, Object> details = OutcomeDetails.of(mail, hop, now);
    details.put(EventField.RECIPIENTS, recipients(mail));
    return new MailEvent(
        EventType.ATTEMPTED,
        now,
        Optional.of(mail.entry().mail()),
        mail.entry().part(),
        mail.entry().attempts() + 1,
        Optional.empty(),
        details);
  }

  /** Of an attempt that came to an end, at a server or before any. */
  public Judgement afterAttempt(Attempt attempt, TransmissionReport report) {
    CaseFile file = open(attempt);
    ReplyClassifier own = replies.of(attempt.mail().owner().tenant());
    for (RecipientReply said : report.replies()) {
      judge(attempt, said, replyJudge.judge(said, own), file);
    }
    return conclude(attempt.mail(), file);
  }

  /** Of an attempt that found no host: no route, DNS, a rule of ours. All recipients share it. */
  public Judgement withoutTransmission(Attempt attempt, SmtpReply reply) {
    List<RecipientReply> replies =
        attempt.mail().envelope().recipients().stream()
            .map(r -> new RecipientReply(r, reply, Stage.LOOKUP, false, HostTrace.NONE, false))
            .toList();
    return afterAttempt(attempt, new TransmissionReport(replies));
  }

  /** Whether the mail is not worth an attempt any more; to be asked before each. Empty: go on. */
  public Optional<Judgement> beforeAttempt(QueuedMail mail, Instant now) {
    return schedule.isPointless(mail, now) ? Optional.of(expired(mail, now)) : Optional.empty();
  }

  /** Of a mail outside of the send window of its stream: it waits until that opens. */
  public Optional<Judgement> outsideOfWindow(QueuedMail mail, Instant now) {
    return schedule
        .closedUntil(mail, now)
        .map(until -> putOff(mail, mail.hop().orElse(""), until, OUTSIDE, now));
  }

  /**
   * Of a mail that cannot be tried now: its destination has no slot. No attempt is counted.
   *
   * @param reason for the journal, one word
   */
  public Judgement putOff(QueuedMail mail, String hop, Instant until, String reason, Instant now) {
    if (!until.isBefore(RetrySchedule.limitOf(mail))) {
      return expired(mail, now);
    }
    CaseFile file = open(mail, hop, now);
    Map<String, Object> details = OutcomeDetails.of(mail, hop, now);
    addFallback(details, mail);
    details.put(EventField.REASON, reason);
    details.put(EventField.NEXT_ATTEMPT, until.toString());
    details.put(EventField.RECIPIENTS, recipients(mail));
    file.event(EventType.HELD, mail.entry().attempts(), details);
    file.because(reason);
    mail.envelope().recipients().forEach(r -> file.keepOpen(r, until));
    return file.judgement(mail.entry().afterWait(), RetrySchedule.limitOf(mail));
  }

  /**
   * Of an entry that the broker gave out again after a crash and that the ledger knows: what had
   * been decided is repeated, who was in doubt is decided by the lane's policy, and who was not yet
   * heard of waits for the next attempt.
   */
  public Judgement afterCrash(QueuedMail mail, AttemptLedger ledger, Instant now) {
    Attempt attempt = new Attempt(mail, mail.hop().orElse(""), now, now);
    CaseFile file =
        new CaseFile(
            mail,
            attempt.hop(),
            now,
            rules.of(mail.owner(), mail.lane()).reportsUnasked(),
            report -> !ledger.isFresh(new EntryId(report, 0, 0)));
    boolean suppressed =
        mail.envelope().recipients().stream()
            .anyMatch(r -> isSuppressed(ledger.of(mail.entry(), r.address())));
    boolean waited = suppressed;
    for (Recipient recipient : mail.envelope().recipients()) {
      Standing standing = ledger.of(mail.entry(), recipient.address());
      if (standing instanceof Standing.Ended ended) {
        var recorded = new RecordedOutcome(ended.outcome());
        waited |= recorded.isWait();
        repeat(recorded, recipient, file);
      } else if (suppressed && standing instanceof Standing.Fresh) {
        file.keepOpen(recipient, now);
      } else {
        boolean doubt = standing instanceof Standing.Open;
        var said =
            new RecipientReply(
                recipient,
                STOPPED,
                doubt ? Stage.FINAL_DOT : Stage.DATA,
                doubt,
                HostTrace.NONE,
                false);
        RecipientOutcome outcome =
            doubt ? replyJudge.judge(said) : new Deferred(Cause.INTERRUPTED, STOPPED);
        judge(attempt, said, outcome, file);
      }
    }
    return waited
        ? file.judgement(mail.entry().afterWait(), RetrySchedule.limitOf(mail))
        : conclude(mail, file);
  }

  /** Then the others of its entry went on at once, without an attempt. */
  private static boolean isSuppressed(Standing standing) {
    return standing instanceof Standing.Ended ended
        && ended.outcome().type() == EventType.SUPPRESSED;
  }

  private Judgement expired(QueuedMail mail, Instant now) {
    CaseFile file = open(mail, mail.hop().orElse(""), now);
    for (Recipient recipient : mail.envelope().recipients()) {
      Item item =
          DeadlineNews.expired(
              mail, item(recipient, Cause.EXPIRED, TOO_LATE, "", Optional.empty()));
      Map<String, Object> details = OutcomeDetails.of(mail, mail.hop().orElse(""), now);
      OutcomeDetails.addReply(details, TOO_LATE);
      fail(file, item, EventType.EXPIRED, mail.entry().attempts(), details);
    }
    return conclude(mail, file);
  }

  private void judge(
      Attempt attempt, RecipientReply said, RecipientOutcome outcome, CaseFile file) {
    if (outcome instanceof Delivered) {
      delivered(attempt, said, file);
    } else if (outcome instanceof Deferred deferred) {
      deferred(attempt, said, deferred.cause(), file);
    } else if (outcome instanceof Failed failed) {
      failed(attempt, said, failed.cause(), file);
    } else {
      inDoubt(attempt, said, file);
    }
  }

  private void delivered(Attempt attempt, RecipientReply said, CaseFile file) {
    Map<String, Object> details = details(attempt, said);
    Item item = item(attempt, said, Cause.UNKNOWN);
    Optional<QueueId> report = said.dsnTaken() ? Optional.empty() : file.relay(item);
    if (report.isEmpty() && DeadlineNews.isDue(attempt.mail(), said)) {
      report = file.trace(item);
    }
    report.ifPresent(id -> details.put(EventField.REPORT, id.text()));
    file.event(EventType.DELIVERED, attempt.number(), said.recipient(), details);
  }

  private void deferred(Attempt attempt, RecipientReply said, Cause cause, CaseFile file) {
    Instant now = attempt.endedAt();
    QueuedMail mail = attempt.mail();
    Map<String, Object> details = details(attempt, said);
    details.put(EventField.REASON, cause.label());
    Optional<Instant> next = schedule.next(mail, attempt.number(), said.reply(), now);
    if (next.isEmpty()) {
      // One event tells of attempt and expiry: of two, a crash could leave only the first.
      Item item = DeadlineNews.expired(mail, item(attempt, said, Cause.EXPIRED));
      fail(file, item, EventType.EXPIRED, attempt.number(), details);
      return;
    }
    details.put(EventField.NEXT_ATTEMPT, next.get().toString());
    details.put(EventField.EXPIRES, RetrySchedule.limitOf(mail).toString());
    if (isNoticeDue(mail, now)) {
      Item item = item(attempt, said, cause);
      file.delay(item).ifPresent(id -> details.put(EventField.REPORT, id.text()));
    }
    file.event(EventType.DEFERRED, attempt.number(), said.recipient(), details);
    file.keepOpen(said.recipient(), next.get());
  }

  private void failed(Attempt attempt, RecipientReply said, Cause cause, CaseFile file) {
    Map<String, Object> details = details(attempt, said);
    fail(file, item(attempt, said, cause), EventType.BOUNCED, attempt.number(), details);
  }

  private void inDoubt(Attempt attempt, RecipientReply said, CaseFile file) {
    InDoubtPolicy policy = inDoubtPolicy(attempt.mail());
    Map<String, Object> details = details(attempt, said);
    details.put(EventField.DECISION, policy.label());
    file.event(EventType.IN_DOUBT, attempt.number(), said.recipient(), details);
    switch (policy) {
      case RETRY -> deferred(attempt, said, Cause.IN_DOUBT, file);
      case GIVE_UP -> failed(attempt, said, Cause.IN_DOUBT, file);
      default -> asked(attempt, said, file);
    }
  }

  /** Where the copy for one recipient would have no number, nobody can decide about him alone. */
  private InDoubtPolicy inDoubtPolicy(QueuedMail mail) {
    InDoubtPolicy policy = rules.of(mail.owner(), mail.lane()).inDoubt();
    boolean isAlone = mail.envelope().recipients().size() == 1;
    return policy == InDoubtPolicy.ASK && !isAlone && !mail.entry().canHaveParts()
        ? rules.settings().unanswered()
        : policy;
  }

  private void asked(Attempt attempt, RecipientReply said, CaseFile file) {
    Instant now = attempt.endedAt();
    Instant until = now.plus(rules.settings().askedMax());
    Map<String, Object> details = details(attempt, said);
    details.put(EventField.REASON, Cause.IN_DOUBT.label());
    details.put(EventField.NEXT_ATTEMPT, until.toString());
    file.event(EventType.HELD, attempt.number(), said.recipient(), details);
    file.ask(said.recipient(), until, Hold.inDoubt(now));
  }

  private Map<String, Object> details(Attempt attempt, RecipientReply said) {
    Map<String, Object> details = OutcomeDetails.of(attempt, said.host(), said.reply());
    OutcomeDetails.addStage(details, said);
    addFallback(details, attempt.mail());
    return details;
  }

  /** An operator who wonders why a mail does not go as its stream says finds the answer. */
  private void addFallback(Map<String, Object> details, QueuedMail mail) {
    Optional<String> fallback = routes.fallback(mail.owner());
    if (fallback.isPresent()) {
      details.put(EventField.FALLBACK, fallback.get());
    }
  }

  static void fail(
      CaseFile file, Item item, EventType type, int attempt, Map<String, Object> details) {
    details.put(EventField.REASON, item.cause().label());
    Optional<QueueId> report = file.fail(item);
    report.ifPresent(id -> details.put(EventField.REPORT, id.text()));
    if (report.isEmpty()) {
      details.put(EventField.DECISION, "no-report");
    }
    file.event(type, attempt, item.recipient(), details);
  }

  private static void repeat(RecordedOutcome recorded, Recipient recipient, CaseFile file) {
    Item item =
        DeadlineNews.expired(
            file.mail(),
            new Item(
                recipient,
                recorded.cause(),
                recorded.status(),
                recorded.reply(),
                recorded.host(),
                Optional.of(recorded.event().at())));
    Optional<Instant> next = recorded.nextAttempt();
    if (recorded.isDelivered()) {
      if (recorded.isReported()) {
        file.trace(item);
      }
    } else if (next.isEmpty()) {
      file.fail(item);
    } else if (recorded.isAsked()) {
      file.ask(recipient, next.get(), Hold.inDoubt(recorded.event().at()));
    } else {
      if (recorded.isReported()) {
        file.delay(item);
      }
      recorded.hold().ifPresent(file::putAside);
      recorded.waitsBecause().ifPresent(file::because);
      file.keepOpen(recipient, next.get());
    }
  }

  private boolean isNoticeDue(QueuedMail mail, Instant now) {
    return !mail.delayReported()
        && schedule.delayNoticeAt(mail).filter(at -> !now.isBefore(at)).isPresent();
  }

  static List<String> recipients(QueuedMail mail) {
    return mail.envelope().recipients().stream().map(r -> r.address().toString()).toList();
  }

  private static Item item(Attempt attempt, RecipientReply said, Cause cause) {
    return item(
        said.recipient(),
        cause,
        said.reply(),
        said.reply().local() ? "" : said.host().host(),
        Optional.of(attempt.endedAt()));
  }

  static Item item(
      Recipient recipient, Cause cause, SmtpReply reply, String host, Optional<Instant> at) {
    return new Item(recipient, cause, ReportStatus.of(cause, reply), reply, host, at);
  }

  private CaseFile open(Attempt attempt) {
    return open(attempt.mail(), attempt.hop(), attempt.endedAt());
  }

  private CaseFile open(QueuedMail mail, String hop, Instant now) {
    return new CaseFile(
        mail, hop, now, rules.of(mail.owner(), mail.lane()).reportsUnasked(), report -> false);
  }

  private static Judgement conclude(QueuedMail mail, CaseFile file) {
    return file.judgement(mail.entry().afterAttempt(), RetrySchedule.limitOf(mail));
  }
}
