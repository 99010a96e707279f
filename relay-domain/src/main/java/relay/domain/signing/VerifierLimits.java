package relay.domain.signing;

import java.time.Duration;

/**
 * What a verifier puts up with.
 *
 * @param headerOctetsMax longer headers are not looked at
 * @param signaturesMax further signatures are neutral
 * @param keyRecordsMax of one name; further ones are not tried
 * @param clockSkewMax how far {@code t=} may lie ahead, and how long {@code x=} still holds
 */
public record VerifierLimits(
    int headerOctetsMax, int signaturesMax, int keyRecordsMax, Duration clockSkewMax) {
  /** 1 MB, 10 signatures, 4 records, 5 minutes. */
  public static final VerifierLimits DEFAULT =
      new VerifierLimits(1024 * 1024, 10, 4, Duration.ofMinutes(5));
}
