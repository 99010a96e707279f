package relay.ejb.delivery.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.automation.AutomationMails;
import relay.domain.campaign.CampaignMails;
import relay.domain.campaign.LetterWriter.Writing;
import relay.domain.delivery.Attempt;
import relay.domain.delivery.AttemptJudge;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueuedMail;
import relay.domain.signing.DkimSigner;
import relay.domain.smtp.SmtpReply;

/**
 * Writes and signs the mails of campaigns and automations when a connection is there for them, and
 * for that attempt alone: what waits stays small, and what is corrected or stopped before costs
 * nothing. Thread-safe.
 */
final class LateMails {
  private static final Logger LOG = System.getLogger(LateMails.class.getName());
  private static final String NOT_WRITTEN = "not-written";
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final byte[] NO_FIELDS = new byte[0];
  private final CampaignMails campaigns;
  private final AutomationMails automations;
  private final DkimSigner signer;
  private final AttemptJudge judge;
  private final Outcomes outcomes;

  LateMails(
      CampaignMails campaigns,
      AutomationMails automations,
      DkimSigner signer,
      AttemptJudge judge,
      Outcomes outcomes) {
    this.campaigns = campaigns;
    this.automations = automations;
    this.signer = signer;
    this.judge = judge;
    this.outcomes = outcomes;
  }

  /** At its first touch it becomes a mail for the journal: before, the ledger knows of it. */
  void begin(QueuedMail mail, Instant now) {
    EntryId entry = mail.entry();
    if (entry.attempts() > 0 || entry.waits() > 0) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.SENDER, mail.envelope().sender().toString());
    details.put(
        EventField.RECIPIENTS,
        mail.envelope().recipients().stream().map(r -> r.address().toString()).toList());
    details.put(EventField.SIZE, mail.content().size());
    details.put(EventField.LANE, mail.lane().label());
    OwnerFields.add(details, mail.owner());
    details.put(EventField.PROTOCOL, "campaign");
    details.put(EventField.EXPIRES, mail.expiresAt().toString());
    outcomes.announce(
        new MailEvent(
            EventType.RECEIVED, now, Optional.of(entry.mail()), 0, 0, Optional.empty(), details));
  }

  /** The mail; empty when there is none now, and what follows from that is stored. */
  Optional<Outgoing> write(QueuedMail queued, String hop, Instant now) {
    try {
      Writing writing =
          AutomationMails.isOne(queued) ? automations.write(queued) : campaigns.write(queued);
      if (writing instanceof Writing.Written written) {
        QueuedMail mail = written.mail();
        return Optional.of(
            new Outgoing(mail, signer.sign(mail.owner().tenant(), NO_FIELDS, mail.content())));
      }
      if (writing instanceof Writing.NotNow not) {
        LOG.log(Logger.Level.WARNING, "mail " + queued.entry() + " waits: " + not.why());
        outcomes.store(judge.putOff(queued, hop, now.plus(LOOK_AGAIN), NOT_WRITTEN, now), now);
      } else {
        String why = ((Writing.Refused) writing).why();
        SmtpReply reply = SmtpReply.local(554, "5.6.0", "No mail was written: " + why);
        outcomes.store(judge.withoutTransmission(new Attempt(queued, hop, now, now), reply), now);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("what a mail is to be made of cannot be read", e);
    }
  }
}
