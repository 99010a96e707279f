package relay.domain.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.delivery.Report.Item;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.suppression.SuppressionDoor.HeldBack;

/**
 * Decides what follows for an entry of which some recipients are suppressed: they end, with a
 * report to the sender as after a bounce; the others go on at once, without an attempt counted.
 * Pure; thread-safe.
 */
public final class SuppressionJudge {
  private final RetryRules rules;

  public SuppressionJudge(RetryRules rules) {
    this.rules = rules;
  }

  /**
   * @param heldBack at least one, all of them recipients of the mail
   */
  public Judgement end(QueuedMail mail, List<HeldBack> heldBack, Instant now) {
    String hop = mail.hop().orElse("");
    boolean reportsUnasked = rules.of(mail.owner(), mail.lane()).reportsUnasked();
    CaseFile file = new CaseFile(mail, hop, now, reportsUnasked, report -> false);
    for (HeldBack each : heldBack) {
      SmtpReply reply = SuppressionDoor.reply(each.match());
      Item item =
          AttemptJudge.item(each.recipient(), Cause.SUPPRESSED, reply, "", Optional.empty());
      Map<String, Object> details = OutcomeDetails.of(mail, hop, now);
      OutcomeDetails.addReply(details, reply);
      details.put(EventField.SUPPRESSION, each.match().id());
      details.put(EventField.SUPPRESSION_REASON, each.match().reason().label());
      AttemptJudge.fail(file, item, EventType.SUPPRESSED, mail.entry().attempts() + 1, details);
    }
    for (Recipient recipient : mail.envelope().recipients()) {
      if (heldBack.stream().noneMatch(each -> each.recipient() == recipient)) {
        file.keepOpen(recipient, now);
      }
    }
    return file.judgement(mail.entry().afterWait(), RetrySchedule.limitOf(mail));
  }
}
