package relay.domain.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** {@code t=} and {@code x=} in seconds since 1970. */
record SignatureTimes(long signedAtSeconds, OptionalLong expiresAtSeconds) {
  static SignatureTimes of(Instant now, Duration expiry) {
    long seconds = now.getEpochSecond();
    return new SignatureTimes(
        seconds,
        expiry.isZero()
            ? OptionalLong.empty()
            // RFC 6376 3.5: x= must be greater than t=.
            : OptionalLong.of(seconds + Math.max(1, expiry.toSeconds())));
  }
}
