package relay.domain.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over fields that each carry their length, so that no two entries give the same octets.
 */
final class AuditHash {
  private AuditHash() {}

  static String of(String before, long number, AuditEvent event) {
    MessageDigest digest = sha256();
    add(digest, before);
    add(digest, Long.toString(number));
    add(digest, Long.toString(event.at().toEpochMilli()));
    add(digest, event.actor().name());
    add(digest, event.actor().origin());
    add(digest, event.action());
    add(digest, event.tenant());
    add(digest, event.subject());
    add(digest, event.before());
    add(digest, event.after());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String field) {
    byte[] octets = field.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
    digest.update(octets);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
