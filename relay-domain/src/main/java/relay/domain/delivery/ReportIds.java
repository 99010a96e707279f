package relay.domain.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;

/**
 * Queue ids of reports. Made from what they are about and nothing else, so that a report made again
 * after a crash is known as the same mail.
 */
final class ReportIds {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_DIGITS = 9;
  private static final int ALL_DIGITS = 20;

  private ReportIds() {}

  /** The time part of the mail itself, so that both sort side by side, and a hash for the rest. */
  static QueueId of(EntryId entry, Report.Kind kind) {
    byte[] hash = sha256(entry + " " + kind);
    StringBuilder id = new StringBuilder(entry.mail().text().substring(0, TIME_DIGITS));
    for (int i = 0; id.length() < ALL_DIGITS; i++) {
      id.append(DIGITS.charAt(hash[i] & 31));
    }
    return new QueueId(id.toString());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
