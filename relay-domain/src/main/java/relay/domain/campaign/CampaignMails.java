package relay.domain.campaign;

import java.io.IOException;
import java.util.Optional;
import relay.domain.campaign.LetterWriter.Asking;
import relay.domain.campaign.LetterWriter.Letter;
import relay.domain.campaign.LetterWriter.Writing;
import relay.domain.campaign.variant.Variant;
import relay.domain.control.ControlSource;
import relay.domain.queue.QueuedMail;

/**
 * Writes the mails of campaigns when they are about to be delivered: the same octets however often
 * one is written, as long as nobody corrects the campaign, but for tracked links, which tell when
 * they were written. Asks memory only; thread-safe.
 */
public final class CampaignMails {
  private final ControlSource control;
  private final LetterWriter writer;

  public CampaignMails(ControlSource control, LetterWriter writer) {
    this.control = control;
    this.writer = writer;
  }

  /**
   * The mail of which the queue has the recipient's data.
   *
   * @throws IOException when these cannot be read
   */
  public Writing write(QueuedMail queued) throws IOException {
    Optional<Campaign> campaign =
        control
            .state()
            .find(CampaignKind.CAMPAIGN, queued.owner().tenant(), queued.owner().campaign());
    Optional<Writing> no = standsInTheWay(campaign, queued);
    if (no.isPresent()) {
      return no.get();
    }
    RecipientData data = RecipientData.read(RecipientData.octets(queued.content()));
    CampaignPlan plan = campaign.get().plan();
    Optional<Variant> variant = plan.variants().named(queued.owner().variant());
    int version = plan.templateVersion(variant).orElse(data.templateVersion());
    var letter =
        new Letter(
            plan.template(variant),
            version,
            plan.from(variant),
            plan.replyTo(),
            variant.flatMap(Variant::subject),
            plan.inactive().repermission().map(asks -> new Asking(plan.list(), asks.patience())));
    return writer.write(queued, letter, data.data());
  }

  /** Brakes hold and end what waits; this is for what gets past them in the first second. */
  private static Optional<Writing> standsInTheWay(Optional<Campaign> campaign, QueuedMail queued) {
    if (campaign.isEmpty() || !campaign.get().hasSent(queued.entry().mail())) {
      return Optional.of(new Writing.Refused("the campaign was removed"));
    }
    return switch (campaign.get().state()) {
      case PAUSED -> Optional.of(new Writing.NotNow("the campaign is paused"));
      case STOPPING, STOPPED -> Optional.of(new Writing.Refused("the campaign was stopped"));
      default -> Optional.empty();
    };
  }
}
