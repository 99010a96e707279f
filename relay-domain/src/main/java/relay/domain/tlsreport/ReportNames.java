package relay.domain.tlsreport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** What reports are called, made of what they are about and nothing else. */
final class ReportNames {
  private static final int OCTETS = 10;
  private static final int KEY_OCTETS = 16;

  private ReportNames() {}

  /** The id in the report. */
  static String id(LocalDate day, String domain, Reporter reporter) {
    String hash = hash(day + " " + domain, OCTETS);
    return day + "-" + hash + "@" + reporter.submitter();
  }

  /** By which we know what was sent where. */
  static String key(String reportId, String address) {
    return hash(reportId + " " + address, KEY_OCTETS);
  }

  /** RFC 8460 5.1: from the first second of the day to the last. */
  static String file(LocalDate day, String domain, String submitter) {
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = begin.plus(Duration.ofDays(1)).minusSeconds(1);
    return submitter
        + "!"
        + domain
        + "!"
        + begin.getEpochSecond()
        + "!"
        + end.getEpochSecond()
        + ".json.gz";
  }

  /** A number that chance would have given, but the same on all nodes. */
  static long lot(String text) {
    return Long.parseLong(hash(text, 7), 16);
  }

  private static String hash(String text, int octets) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
