package relay.domain.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.campaign.series.Occurrence;
import relay.domain.campaign.series.SeriesPlan;
import relay.domain.campaign.series.SeriesRun;
import relay.domain.campaign.series.SeriesState;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;

/** A campaign of a tenant that is sent again and again, each time as a campaign of its own. */
public record Series(String tenant, String id, long version, SeriesPlan plan, SeriesRun run)
    implements ControlObject {
  static final String KIND = "series";

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public Series withVersion(long other) {
    return new Series(tenant, id, other, plan, run);
  }

  public SeriesState state() {
    return run.state();
  }

  Series with(SeriesRun other) {
    return new Series(tenant, id, version, plan, other);
  }

  /**
   * The id of the campaign of an occurrence: one for each day, so that nothing begins the same
   * twice.
   */
  String campaignOf(Occurrence occurrence) {
    return id + "-" + occurrence.date();
  }

  /** When it is due next, so many times at most; as if it were started now where it is not. */
  public List<Occurrence> upcoming(Instant now, int most) {
    List<Occurrence> found = new ArrayList<>();
    if (state() == SeriesState.ENDED) {
      return found;
    }
    SeriesRun course = run;
    Optional<Occurrence> next = plan.next(course, now);
    while (next.isPresent() && found.size() < most) {
      found.add(next.get());
      course = course.begun(next.get());
      next = plan.next(course, now);
    }
    return found;
  }

  /** Its campaigns, in the order of their days. */
  public List<Campaign> campaigns(ControlState state) {
    return state.all(CampaignKind.CAMPAIGN, tenant).stream()
        .filter(campaign -> campaign.series().equals(id))
        .toList();
  }
}
