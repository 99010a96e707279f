package relay.domain.queue;

import java.time.Duration;
import java.time.Instant;
import relay.domain.mail.Lane;

/**
 * That a mail is put aside under a brake.
 *
 * @param brake its id
 * @param since when it was put aside
 * @param clockStands whether its time to live stands still meanwhile
 */
public record Hold(String brake, Instant since, boolean clockStands) {

  /** When the mail expires after the hold; a password grows old however it is kept. */
  Instant expiry(Lane lane, Instant before, Instant now) {
    return clockStands && lane != Lane.OTP && now.isAfter(since)
        ? before.plus(Duration.between(since, now))
        : before;
  }
}
