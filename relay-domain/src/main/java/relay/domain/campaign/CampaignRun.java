package relay.domain.campaign;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a campaign has come.
 *
 * @param since when it came to this state; empty for a draft that never was anything else
 * @param number of its rows in the ledger; 0 before it was frozen
 * @param startedAt when its audience began to be frozen, to the millisecond: part of the ids of its
 *     mails
 * @param endedAt when it was finished or stopped
 * @param node host name of the node that puts its mails into the lane; empty before it started
 * @param problem what somebody has to mend; empty text for nothing
 */
public record CampaignRun(
    CampaignState state,
    Optional<Instant> since,
    long number,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String node,
    String problem) {

  /** Of a campaign that nobody has started. */
  public static final CampaignRun DRAFT =
      new CampaignRun(
          CampaignState.DRAFT, Optional.empty(), 0, Optional.empty(), Optional.empty(), "", "");

  /** The same in another state since now. */
  CampaignRun in(CampaignState other, Instant now) {
    return new CampaignRun(
        other,
        Optional.of(now),
        number,
        startedAt,
        other.isOver() ? Optional.of(now) : Optional.empty(),
        node,
        other == CampaignState.FAILED ? problem : "");
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
        problem);
  }

  /** The same with its number in the ledger. */
  CampaignRun numbered(long other) {
    return new CampaignRun(state, since, other, startedAt, endedAt, node, problem);
  }

  /** The same with something to mend; empty text: mended. */
  CampaignRun troubled(String what) {
    return new CampaignRun(state, since, number, startedAt, endedAt, node, what);
  }
}
