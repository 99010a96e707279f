package relay.domain.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.SlowPace;
import relay.domain.delivery.Report.Item;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Recipient;
import relay.domain.queue.Hold;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/** Decides what follows for an entry that a brake does not let go. Pure; thread-safe. */
public final class BrakeJudge {
  private static final SmtpReply TIME_OVER =
      SmtpReply.local(451, "4.4.7", "The postmaster of this relay ended the wait");

  private final RetryRules rules;

  public BrakeJudge(RetryRules rules) {
    this.rules = rules;
  }

  /** Put aside until the brake ends; no attempt is counted. */
  public Judgement hold(QueuedMail mail, Brake brake, Instant now) {
    CaseFile file = open(mail, now);
    Map<String, Object> details = details(mail, brake, now);
    details.put(EventField.REASON, "brake");
    details.put(EventField.NEXT_ATTEMPT, brake.until().toString());
    details.put(EventField.RECIPIENTS, AttemptJudge.recipients(mail));
    file.event(EventType.HELD, mail.entry().attempts(), details);
    mail.envelope().recipients().forEach(r -> file.keepOpen(r, brake.until()));
    file.putAside(new Hold(brake.id(), now, brake.kind().stopsTheClock()));
    return file.judgement(mail.entry().afterWait(), RetrySchedule.limitOf(mail));
  }

  /** Let go later, at the pace of a brake; no attempt is counted. */
  public Judgement slow(QueuedMail mail, Brake brake, Instant until, Instant now) {
    CaseFile file = open(mail, now);
    // Not the fields of a brake: by those a mail is known that is put aside.
    Map<String, Object> details = OutcomeDetails.of(mail, mail.hop().orElse(""), now);
    details.put(EventField.REASON, SlowPace.REASON + " " + brake.id());
    details.put(EventField.NEXT_ATTEMPT, until.toString());
    details.put(EventField.RECIPIENTS, AttemptJudge.recipients(mail));
    file.event(EventType.HELD, mail.entry().attempts(), details);
    mail.envelope().recipients().forEach(r -> file.keepOpen(r, until));
    return file.judgement(mail.entry().afterWait(), RetrySchedule.limitOf(mail));
  }

  /** Ended by {@link BrakeKind#BOUNCE} or {@link BrakeKind#EXPIRE}; the sender is told as usual. */
  public Judgement end(QueuedMail mail, Brake brake, Instant now) {
    boolean bounces = brake.kind() == BrakeKind.BOUNCE;
    SmtpReply reply = bounces ? SmtpReply.local(550, "5.7.1", brake.reason()) : TIME_OVER;
    Cause cause = bounces ? Cause.STOPPED : Cause.EXPIRED;
    CaseFile file = open(mail, now);
    for (Recipient recipient : mail.envelope().recipients()) {
      Item item = AttemptJudge.item(recipient, cause, reply, "", Optional.empty());
      Map<String, Object> details = details(mail, brake, now);
      OutcomeDetails.addReply(details, reply);
      // The ledger counts: a bounce is of the next attempt, an expiry without one of the last.
      int attempt = mail.entry().attempts() + (bounces ? 1 : 0);
      AttemptJudge.fail(
          file, item, bounces ? EventType.BOUNCED : EventType.EXPIRED, attempt, details);
    }
    return file.judgement(mail.entry().afterAttempt(), RetrySchedule.limitOf(mail));
  }

  /** What every event caused by a brake says of it. */
  public static Map<String, Object> details(QueuedMail mail, Brake brake, Instant now) {
    Map<String, Object> details = OutcomeDetails.of(mail, mail.hop().orElse(""), now);
    details.put(EventField.BRAKE, brake.id());
    details.put(EventField.BRAKE_KIND, brake.kind().label());
    details.put(EventField.BRAKE_REASON, brake.reason());
    details.put(EventField.BRAKE_AUTHOR, brake.author());
    return details;
  }

  private CaseFile open(QueuedMail mail, Instant now) {
    return new CaseFile(
        mail,
        mail.hop().orElse(""),
        now,
        rules.of(mail.owner(), mail.lane()).reportsUnasked(),
        report -> false);
  }
}
