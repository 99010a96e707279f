package relay.domain.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.campaign.care.CampaignHours;
import relay.domain.campaign.care.Canary;
import relay.domain.campaign.care.Guards;
import relay.domain.campaign.care.InactiveContacts;
import relay.domain.campaign.variant.Variant;
import relay.domain.campaign.variant.Variants;
import relay.domain.mail.Mailbox;

/**
 * What a tenant wants to be sent.
 *
 * @param title for people; empty text for none
 * @param stream of the bulk lane
 * @param list id of the list whose confirmed contacts get it
 * @param segment id of the segment that they must be in, too; empty: all of the list
 * @param template id of the template
 * @param templateVersion its published version; empty: the newest when the campaign starts, which
 *     stands here then
 * @param from whom it is from, and who gets reports
 * @param replyTo empty: answers go to {@code from}
 * @param startAt when it is to start once it was ordered to; empty: at once
 * @param perMinute recipients put into the lane a minute; 0: as many as there are
 * @param waitingMax most mails of it that wait to be delivered at a time; 0: as the settings say
 * @param guards what slows and pauses it, where it says so
 * @param canary whether some go ahead, and how many
 * @param variants forms of its mail beside each other; none: one mail for all
 * @param hours when each recipient gets it, by his own clock
 * @param inactive what it does about contacts that do not read any more
 * @param cappedWait so long after its start a recipient who has had as many mails as he gets waits
 *     for the day on which he may have it; empty: he is skipped
 */
public record CampaignPlan(
    String title,
    String stream,
    String list,
    Optional<String> segment,
    String template,
    Optional<Integer> templateVersion,
    Mailbox from,
    Optional<Mailbox> replyTo,
    Optional<Instant> startAt,
    int perMinute,
    int waitingMax,
    Guards guards,
    Optional<Canary> canary,
    Variants variants,
    CampaignHours hours,
    InactiveContacts inactive,
    Optional<Duration> cappedWait) {

  /** The template of a mail. */
  String template(Optional<Variant> variant) {
    return variant.flatMap(Variant::template).orElse(template);
  }

  /** The version of it, as far as the plan says. */
  Optional<Integer> templateVersion(Optional<Variant> variant) {
    return variant
        .filter(v -> v.template().isPresent() || v.templateVersion().isPresent())
        .map(Variant::templateVersion)
        .orElse(templateVersion);
  }

  /** Whom a mail is from. */
  Mailbox from(Optional<Variant> variant) {
    return variant
        .flatMap(Variant::fromName)
        .map(name -> new Mailbox(name, from.address()))
        .orElse(from);
  }

  /** The same with this version of its template, and these forms. */
  CampaignPlan withVersion(int version, Variants others) {
    return new CampaignPlan(
        title,
        stream,
        list,
        segment,
        template,
        Optional.of(version),
        from,
        replyTo,
        startAt,
        perMinute,
        waitingMax,
        guards,
        canary,
        others,
        hours,
        inactive,
        cappedWait);
  }

  /** The same at another time. */
  CampaignPlan at(Optional<Instant> start, CampaignHours clocks) {
    return new CampaignPlan(
        title,
        stream,
        list,
        segment,
        template,
        templateVersion,
        from,
        replyTo,
        start,
        perMinute,
        waitingMax,
        guards,
        canary,
        variants,
        clocks,
        inactive,
        cappedWait);
  }

  /**
   * Whether the other differs only in what may change while a campaign runs: title, pace, guards,
   * and the version of the template, so that a mistake can be mended before the rest has it.
   */
  boolean isCorrectionOf(CampaignPlan other) {
    return variants.isCorrectionOf(other.variants)
        && new CampaignPlan(
                other.title,
                stream,
                list,
                segment,
                template,
                other.templateVersion,
                from,
                replyTo,
                startAt,
                other.perMinute,
                other.waitingMax,
                other.guards,
                canary,
                other.variants,
                hours,
                inactive,
                cappedWait)
            .equals(other);
  }
}
