package relay.domain.queue;

import java.time.Duration;
import java.time.Instant;
import relay.domain.mail.Lane;

/**
 * That a mail is put aside, under a brake or until an operator decides.
 *
 * @param brake its id; {@link #IN_DOUBT} for a mail that may have arrived
 * @param since when it was put aside
 * @param clockStands whether its time to live stands still meanwhile
 */
public record Hold(String brake, Instant since, boolean clockStands) {
  /** In the place of a brake: nobody knows whether the mail arrived, and an operator decides. */
  public static final String IN_DOUBT = "in-doubt";

  /** Of a mail that may have arrived: the time until somebody decides is none of its own. */
  public static Hold inDoubt(Instant since) {
    return new Hold(IN_DOUBT, since, true);
  }

  public boolean isInDoubt() {
    return brake.equals(IN_DOUBT);
  }

  /** When the mail expires after the hold; a password grows old however it is kept. */
  Instant expiry(Lane lane, Instant before, Instant now) {
    return clockStands && lane != Lane.OTP && now.isAfter(since)
        ? before.plus(Duration.between(since, now))
        : before;
  }
}
