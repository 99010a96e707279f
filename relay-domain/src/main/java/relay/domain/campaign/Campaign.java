package relay.domain.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.campaign.care.CanaryCourse;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/**
 * One mailing of a tenant to the contacts of a list.
 *
 * @param id also the name of the campaign that its mails carry, so that brakes and searches find
 *     them
 * @param series id of the series that made it; empty text: people did
 */
public record Campaign(
    String tenant, String id, long version, CampaignPlan plan, CampaignRun run, String series)
    implements ControlObject {
  static final String KIND = "campaign";

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public Campaign withVersion(long other) {
    return new Campaign(tenant, id, other, plan, run, series);
  }

  public CampaignState state() {
    return run.state();
  }

  /** What a guard has done to it while it runs; empty for nothing. */
  Optional<GuardTrip> slowedBy() {
    return state() == CampaignState.RUNNING
        ? run.guard().filter(GuardTrip::isSlow)
        : Optional.empty();
  }

  /** What of a part of it may go now: while its canary is out, no more than that. */
  public Shard reach(Shard part) {
    long last =
        run.canary().filter(canary -> !canary.isOver()).map(CanaryCourse::last).orElse(part.last());
    return new Shard(part.first(), Math.min(last, part.last()));
  }

  /** Until when who has had as many mails as he gets may wait for it; empty: he is skipped. */
  Optional<Instant> cappedUntil() {
    return plan.cappedWait().flatMap(wait -> run.startedAt().map(start -> start.plus(wait)));
  }

  /** Whose mails these are. */
  public MailOwner owner() {
    return new MailOwner(tenant, plan.stream(), "", id);
  }

  /** In which its mails wait. */
  public Lane lane() {
    return Lane.BULK;
  }

  /** Whether a mail is of this campaign, and not of one before that had its name. */
  public boolean hasSent(QueueId mail) {
    return run.startedAt()
        .flatMap(at -> CampaignMailId.placeIn(mail, at, run.number()))
        .isPresent();
  }

  Campaign with(CampaignPlan other) {
    return new Campaign(tenant, id, version, other, run, series);
  }

  Campaign with(CampaignRun other) {
    return new Campaign(tenant, id, version, plan, other, series);
  }

  /** What it is after something happened; empty where that cannot be. */
  Optional<Campaign> after(CampaignTurn turn, Instant now) {
    return CampaignCourse.after(state(), turn).map(next -> with(run.in(next, now)));
  }

  /** What follows from its start having been ordered, or waited for. */
  Optional<CampaignTurn> dueTurn(Instant now, Duration lateMax) {
    if (state() != CampaignState.SCHEDULED) {
      return Optional.empty();
    }
    // by the clocks of its recipients it begins where the day begins first
    Instant due = plan.startAt().or(() -> plan.hours().first()).orElse(run.since().orElse(now));
    if (now.isBefore(due)) {
      return Optional.empty();
    }
    // ordered after its time: whoever ordered it knew
    Instant from = run.since().filter(due::isBefore).orElse(due);
    return Optional.of(now.isAfter(from.plus(lateMax)) ? CampaignTurn.LATE : CampaignTurn.DUE);
  }
}
