package relay.domain.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeScope;

/**
 * Holds, and takes away, what waits of a campaign: brakes of the relay's own over the tenant's
 * mails that carry the campaign's name. Thread-safe.
 */
final class CampaignBrakes {
  /** Longer than any mail lives; a campaign that stays paused has it set again. */
  static final Duration TIME = Duration.ofDays(7);

  private final BrakeDesk desk;
  private final Actor relay;

  CampaignBrakes(BrakeDesk desk, Actor relay) {
    this.desk = desk;
    this.relay = relay;
  }

  /** Sees to it that this brake of ours holds, and no other. */
  void set(Campaign campaign, BrakeKind kind, String reason, Instant now) {
    set(campaign, kind, Optional.empty(), reason, now);
  }

  /** The same for a brake that slows, with the pace. */
  void slow(Campaign campaign, int perMinute, String reason, Instant now) {
    set(campaign, BrakeKind.SLOW, Optional.of(perMinute), reason, now);
  }

  private void set(
      Campaign campaign, BrakeKind kind, Optional<Integer> pace, String reason, Instant now) {
    boolean there = false;
    for (Brake brake : desk.list(false)) {
      if (isOurs(brake, campaign)) {
        if (brake.kind() == kind && brake.perMinute().equals(pace) && !there) {
          there = true;
        } else {
          desk.lift(brake.id(), relay);
        }
      }
    }
    if (!there) {
      desk.set(
          new BrakeOrder(
              kind, scope(campaign), reason, Optional.of(now.plus(TIME)), Optional.empty(), pace),
          relay);
    }
  }

  /** Lets go what waits. */
  void lift(Campaign campaign) {
    for (Brake brake : desk.list(false)) {
      if (isOurs(brake, campaign)) {
        desk.lift(brake.id(), relay);
      }
    }
  }

  private boolean isOurs(Brake brake, Campaign campaign) {
    return brake.author().equals(relay.name()) && brake.scope().equals(scope(campaign));
  }

  private static BrakeScope scope(Campaign campaign) {
    return new BrakeScope(
        Optional.of(campaign.tenant()),
        Optional.empty(),
        Optional.of(campaign.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
