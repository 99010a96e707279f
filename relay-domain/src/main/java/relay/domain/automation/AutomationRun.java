package relay.domain.automation;

import java.time.Instant;
import java.util.Optional;
import relay.domain.campaign.care.GuardTrip;

/**
 * How far an automation has come.
 *
 * @param since when it came to this state; empty for a draft that never was anything else
 * @param startedAt when it was started, to the millisecond: with the id it tells this automation
 *     from one before that had its name
 * @param guard which has slowed or paused it last, since it last became active
 */
public record AutomationRun(
    AutomationState state,
    Optional<Instant> since,
    Optional<Instant> startedAt,
    Optional<GuardTrip> guard) {

  /** Of an automation that nobody has started. */
  public static final AutomationRun DRAFT =
      new AutomationRun(
          AutomationState.DRAFT, Optional.empty(), Optional.empty(), Optional.empty());

  /** The same in another state since now; the first start is kept. */
  AutomationRun in(AutomationState other, Instant now) {
    Optional<Instant> started =
        other == AutomationState.ACTIVE && startedAt.isEmpty()
            ? Optional.of(Instant.ofEpochMilli(now.toEpochMilli()))
            : startedAt;
    return new AutomationRun(
        other,
        Optional.of(now),
        started,
        // whoever lets it go on has seen why it stood
        other == AutomationState.ACTIVE ? Optional.empty() : guard);
  }

  /** The same with what a guard has done; empty: it has let it go again. */
  AutomationRun guarded(Optional<GuardTrip> other) {
    return new AutomationRun(state, since, startedAt, other);
  }
}
