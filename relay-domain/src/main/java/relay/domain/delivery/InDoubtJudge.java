package relay.domain.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.Brake;
import relay.domain.delivery.Report.Item;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.Hold;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/**
 * Decides what follows for an entry that is held in doubt when it is touched: its operator has
 * answered, his time is over, or it was called for another reason and goes on waiting. Pure;
 * thread-safe.
 */
public final class InDoubtJudge {
  private static final SmtpReply ARRIVED =
      SmtpReply.local(250, "2.0.0", "The postmaster of this relay found that it arrived");
  private static final SmtpReply NOBODY_KNOWS =
      SmtpReply.local(451, "4.4.2", "The connection broke at the very end of the mail");

  private final RetryRules rules;

  public InDoubtJudge(RetryRules rules) {
    this.rules = rules;
  }

  /** What is to be done. */
  public sealed interface Verdict {
    /**
     * It is sent once more.
     *
     * @param answer of the operator; empty when nobody answered in time
     */
    record Again(Optional<Brake> answer) implements Verdict {}

    /** It ends, or waits on; this is to be stored. */
    record Over(Judgement judgement) implements Verdict {}
  }

  /**
   * @param mail held in doubt, for its recipients an answer holds alike
   * @param answer of an operator; empty when there is none
   */
  public Verdict judge(QueuedMail mail, Optional<Brake> answer, Instant now) {
    if (answer.isEmpty()) {
      if (mail.dueAt().filter(now::isBefore).isPresent()) {
        return new Verdict.Over(waits(mail, now));
      }
      return rules.settings().unanswered() == InDoubtPolicy.RETRY
          ? new Verdict.Again(answer)
          : new Verdict.Over(givenUp(mail, answer, now));
    }
    return switch (answer.get().kind()) {
      case DELIVERED -> new Verdict.Over(arrived(mail, answer.get(), now));
      case GIVE_UP -> new Verdict.Over(givenUp(mail, answer, now));
      default -> new Verdict.Again(answer);
    };
  }

  private Judgement waits(QueuedMail mail, Instant now) {
    CaseFile file = open(mail, now);
    Instant until = mail.dueAt().orElseThrow();
    Instant since = mail.hold().map(Hold::since).orElse(now);
    Map<String, Object> details = OutcomeDetails.of(mail, hopOf(mail), now);
    details.put(EventField.REASON, Cause.IN_DOUBT.label());
    OutcomeDetails.addReply(details, NOBODY_KNOWS);
    details.put(EventField.NEXT_ATTEMPT, until.toString());
    details.put(EventField.HELD_SINCE, since.toString());
    details.put(EventField.RECIPIENTS, AttemptJudge.recipients(mail));
    file.event(EventType.HELD, mail.entry().attempts(), details);
    mail.envelope().recipients().forEach(r -> file.keepOpen(r, until));
    file.putAside(Hold.inDoubt(since));
    return file.judgement(mail.entry().afterWait(), RetrySchedule.limitOf(mail));
  }

  /** The ledger counts: what ends is of the next attempt, though none was made. */
  private Judgement arrived(QueuedMail mail, Brake answer, Instant now) {
    CaseFile file = open(mail, now);
    for (Recipient recipient : mail.envelope().recipients()) {
      Item item = AttemptJudge.item(recipient, Cause.UNKNOWN, ARRIVED, "", Optional.empty());
      Map<String, Object> details = details(mail, Optional.of(answer), now);
      OutcomeDetails.addReply(details, ARRIVED);
      Optional<QueueId> report = file.relay(item);
      report.ifPresent(id -> details.put(EventField.REPORT, id.text()));
      file.event(EventType.DELIVERED, mail.entry().attempts() + 1, recipient, details);
    }
    return file.judgement(mail.entry().afterAttempt(), RetrySchedule.limitOf(mail));
  }

  private Judgement givenUp(QueuedMail mail, Optional<Brake> answer, Instant now) {
    CaseFile file = open(mail, now);
    for (Recipient recipient : mail.envelope().recipients()) {
      Item item = AttemptJudge.item(recipient, Cause.IN_DOUBT, NOBODY_KNOWS, "", Optional.empty());
      Map<String, Object> details = details(mail, answer, now);
      OutcomeDetails.addReply(details, NOBODY_KNOWS);
      AttemptJudge.fail(file, item, EventType.BOUNCED, mail.entry().attempts() + 1, details);
    }
    return file.judgement(mail.entry().afterAttempt(), RetrySchedule.limitOf(mail));
  }

  private static Map<String, Object> details(QueuedMail mail, Optional<Brake> answer, Instant now) {
    return answer.isPresent()
        ? BrakeJudge.details(mail, answer.get(), now)
        : OutcomeDetails.of(mail, hopOf(mail), now);
  }

  private static String hopOf(QueuedMail mail) {
    return mail.hop().orElse("");
  }

  private CaseFile open(QueuedMail mail, Instant now) {
    return new CaseFile(
        mail,
        hopOf(mail),
        now,
        rules.of(mail.owner(), mail.lane()).reportsUnasked(),
        report -> false);
  }
}
