package relay.domain.campaign;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.campaign.variant.Variant;
import relay.domain.contacts.Contact;
import relay.domain.delivery.RetrySchedule;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.quota.QuotaDesk;
import relay.domain.quota.QuotaVerdict;
import relay.domain.suppression.SuppressionDoor;

/** Asks about each recipient once more when his turn comes. Thread-safe. */
public final class CampaignGate {
  private final SuppressionDoor suppressions;
  private final QuotaDesk quotas;
  private final UnwrittenMails mails;

  /** What becomes of a recipient. */
  public sealed interface Entry {
    long place();

    /**
     * His mail, for the lane, unless he has had as many as he gets.
     *
     * @param waitsUntil when he is given up who has; empty: at once
     */
    record Goes(long place, QueuedMail mail, Contact to, Optional<Instant> waitsUntil)
        implements Entry {}

    /** He gets none. */
    record Skipped(long place, SkipReason why) implements Entry {}
  }

  public CampaignGate(SuppressionDoor suppressions, QuotaDesk quotas, RetrySchedule schedule) {
    this.suppressions = suppressions;
    this.quotas = quotas;
    this.mails = new UnwrittenMails(schedule);
  }

  /** What becomes of a recipient now. */
  public Entry judge(Campaign campaign, CampaignRecipient recipient, Instant now) {
    if (recipient.contact().isEmpty()) {
      return new Entry.Skipped(recipient.place(), SkipReason.GONE);
    }
    if (!recipient.hasConsent()) {
      return new Entry.Skipped(recipient.place(), SkipReason.NO_CONSENT);
    }
    boolean asks = campaign.plan().inactive().repermission().isPresent();
    if (recipient.isInactive() != asks) {
      return new Entry.Skipped(recipient.place(), asks ? SkipReason.ACTIVE : SkipReason.SUNSET);
    }
    Contact contact = recipient.contact().get();
    EmailAddress address = contact.fields().address();
    List<Recipient> to = List.of(Recipient.of(address));
    if (!suppressions.heldBack(campaign.owner(), campaign.lane(), to, now).isEmpty()) {
      return new Entry.Skipped(recipient.place(), SkipReason.SUPPRESSED);
    }
    Optional<Variant> variant = campaign.plan().variants().numbered(recipient.variant());
    int version = campaign.plan().templateVersion(variant).orElse(1);
    byte[] data = RecipientData.of(version, contact).octets();
    return data.length > RecipientData.OCTETS_MAX
        ? new Entry.Skipped(recipient.place(), SkipReason.TOO_LARGE)
        : new Entry.Goes(
            recipient.place(),
            mail(campaign, recipient, data, now),
            contact,
            campaign.cappedUntil());
  }

  private QueuedMail mail(
      Campaign campaign, CampaignRecipient recipient, byte[] data, Instant now) {
    CampaignRun run = campaign.run();
    QueueId id = CampaignMailId.of(run.startedAt().orElseThrow(), run.number(), recipient.place());
    return mails.of(
        id,
        campaign.owner().inVariant(campaign.plan().variants().nameOf(recipient.variant())),
        campaign.lane(),
        campaign.plan().from(),
        recipient.contact().orElseThrow(),
        data,
        now);
  }

  /**
   * Counts recipients in the limits of the campaign's owner.
   *
   * @return how many are within them now; 0: ask again later
   */
  public int count(Campaign campaign, int wanted, Instant now) {
    InetAddress here = InetAddress.getLoopbackAddress();
    for (int some = wanted; some > 0; some /= 2) {
      QuotaVerdict verdict = quotas.look(campaign.owner(), here, some, now);
      if (verdict instanceof QuotaVerdict.Admitted) {
        quotas.take(campaign.owner(), here, some, now);
        return some;
      }
    }
    return 0;
  }
}
