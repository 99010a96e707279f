package relay.domain.campaign.series;

import java.time.Instant;
import java.util.Optional;

/**
 * What a tenant wants to be sent again and again.
 *
 * @param title for people; empty text for none
 * @param campaign id of the draft that is sent each time as it is then
 * @param times when
 * @param most how often at most; 0: until its last day, if it has one
 * @param keep how many of its campaigns are kept; of more the oldest that are over are removed
 */
public record SeriesPlan(String title, String campaign, SeriesTimes times, int most, int keep) {

  /** The next one that may be, with the course so far; empty: there is none any more. */
  public Optional<Occurrence> next(SeriesRun run, Instant now) {
    return most > 0 && run.count() >= most
        ? Optional.empty()
        : times.after(run.last(), run.openFrom().orElse(now));
  }
}
