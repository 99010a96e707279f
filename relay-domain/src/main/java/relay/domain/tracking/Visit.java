package relay.domain.tracking;

import java.time.Instant;

/**
 * An open or click that counts.
 *
 * @param revised whether it was told as a person's before
 */
public record Visit(TrackedLink link, Instant at, VisitVerdict verdict, boolean revised) {

  Visit revisedTo(VisitVerdict other) {
    return new Visit(link, at, other, true);
  }
}
