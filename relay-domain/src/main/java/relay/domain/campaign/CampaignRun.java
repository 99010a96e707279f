package relay.domain.campaign;

import java.time.Instant;
import java.util.Optional;
import relay.domain.campaign.care.CanaryCourse;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.campaign.variant.TestCourse;

/**
 * How far a campaign has come.
 *
 * @param since when it came to this state; empty for a draft that never was anything else
 * @param number of its rows in the ledger; 0 before it was frozen
 * @param startedAt when its audience began to be frozen, to the millisecond: part of the ids of its
 *     mails
 * @param endedAt when it was finished or stopped
 * @param node host name of the node that puts its mails into the lane; empty before it started
 * @param problem what somebody has to mend, or to look at; empty text for nothing
 * @param guard which has slowed or paused it last, since it last began to run
 * @param canary how far those have come who go ahead; empty: nobody does
 * @param test how far the test of the forms of its mail has come
 */
public record CampaignRun(
    CampaignState state,
    Optional<Instant> since,
    long number,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String node,
    String problem,
    Optional<GuardTrip> guard,
    Optional<CanaryCourse> canary,
    TestCourse test) {

  /** Of a campaign that nobody has started. */
  public static final CampaignRun DRAFT =
      new CampaignRun(
          CampaignState.DRAFT,
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          "",
          "",
          Optional.empty(),
          Optional.empty(),
          TestCourse.NONE);

  /** The same in another state since now. */
  CampaignRun in(CampaignState other, Instant now) {
    return new CampaignRun(
        other,
        Optional.of(now),
        number,
        startedAt,
        other.isOver() ? Optional.of(now) : Optional.empty(),
        node,
        other == CampaignState.FAILED || other == CampaignState.PAUSED ? problem : "",
        // whoever lets it run again has seen why it stood
        other == CampaignState.RUNNING || other.isOpen() ? Optional.empty() : guard,
        canary,
        test);
  }

  /** The same, taken on by a node; the first time fixes when it started. */
  CampaignRun takenBy(String host, Instant now) {
    return new CampaignRun(
        state,
        since,
        number,
        Optional.of(startedAt.orElse(Instant.ofEpochMilli(now.toEpochMilli()))),
        endedAt,
        node.isEmpty() ? host : node,
        problem,
        guard,
        canary,
        test);
  }

  /** The same, worked on by another node from now on. */
  CampaignRun movedTo(String host) {
    return new CampaignRun(
        state, since, number, startedAt, endedAt, host, problem, guard, canary, test);
  }

  /** The same with its number in the ledger. */
  CampaignRun numbered(long other) {
    return new CampaignRun(
        state, since, other, startedAt, endedAt, node, problem, guard, canary, test);
  }

  /** The same with something to mend; empty text: mended. */
  CampaignRun troubled(String what) {
    return new CampaignRun(
        state, since, number, startedAt, endedAt, node, what, guard, canary, test);
  }

  /** The same with what a guard has done; empty: it has let it go again. */
  CampaignRun guarded(Optional<GuardTrip> other) {
    return new CampaignRun(
        state, since, number, startedAt, endedAt, node, problem, other, canary, test);
  }

  /** The same with how far those have come who go ahead. */
  CampaignRun canary(CanaryCourse other) {
    return new CampaignRun(
        state, since, number, startedAt, endedAt, node, problem, guard, Optional.of(other), test);
  }

  /** The same with its test so far. */
  CampaignRun tested(TestCourse other) {
    return new CampaignRun(
        state, since, number, startedAt, endedAt, node, problem, guard, canary, other);
  }
}
