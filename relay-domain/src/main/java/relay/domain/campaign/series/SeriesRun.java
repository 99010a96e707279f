package relay.domain.campaign.series;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far a series has come.
 *
 * @param since when it came to this state; empty for a draft that never was anything else
 * @param openFrom what was due before is passed over: when it last became active
 * @param last day of the last occurrence that is dealt with
 * @param count campaigns that it has begun
 * @param problem why the relay paused it; empty text: it did not
 */
public record SeriesRun(
    SeriesState state,
    Optional<Instant> since,
    Optional<Instant> openFrom,
    Optional<LocalDate> last,
    long count,
    String problem) {
  /** Of one that nobody has started. */
  public static final SeriesRun DRAFT =
      new SeriesRun(SeriesState.DRAFT, Optional.empty(), Optional.empty(), Optional.empty(), 0, "");

  /** The same in another state since now. */
  public SeriesRun in(SeriesState other, String why, Instant now) {
    return new SeriesRun(
        other,
        Optional.of(now),
        other == SeriesState.ACTIVE ? Optional.of(now) : Optional.empty(),
        last,
        count,
        why);
  }

  /** The same with an occurrence that became a campaign. */
  public SeriesRun begun(Occurrence occurrence) {
    return new SeriesRun(
        state, since, openFrom, Optional.of(occurrence.date()), count + 1, problem);
  }

  /** The same with an occurrence that did not. */
  public SeriesRun passed(Occurrence occurrence) {
    return new SeriesRun(state, since, openFrom, Optional.of(occurrence.date()), count, problem);
  }
}
