package relay.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/**
 * Decides what follows for an entry whose content cannot be opened: it waits, whatever its age, and
 * the wait is added to its time to live, for it is none of the sender's or the receiver's doing.
 * Pure; thread-safe.
 */
public final class LockedContentJudge {
  /** The reason in the journal. */
  public static final String REASON = "content-locked";

  private final RetryRules rules;

  public LockedContentJudge(RetryRules rules) {
    this.rules = rules;
  }

  /**
   * Put off; no attempt is counted.
   *
   * @param trouble what the operator has to do, in one sentence
   */
  public Judgement wait(QueuedMail mail, String trouble, Instant until, Instant now) {
    QueuedMail patient = mail.prolonged(Duration.between(now, until));
    String hop = mail.hop().orElse("");
    CaseFile file =
        new CaseFile(
            patient,
            hop,
            now,
            rules.of(mail.owner(), mail.lane()).reportsUnasked(),
            report -> false);
    Map<String, Object> details = OutcomeDetails.of(mail, hop, now);
    details.put(EventField.REASON, REASON);
    OutcomeDetails.addReply(details, SmtpReply.local(451, "4.3.0", trouble));
    details.put(EventField.NEXT_ATTEMPT, until.toString());
    details.put(EventField.RECIPIENTS, AttemptJudge.recipients(mail));
    file.event(EventType.HELD, mail.entry().attempts(), details);
    mail.envelope().recipients().forEach(r -> file.keepOpen(r, until));
    return file.judgement(mail.entry().afterWait(), RetrySchedule.limitOf(patient));
  }
}
