package relay.domain.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a link is called where it is counted. */
public final class LinkName {
  private static final int OCTETS = 16;

  private LinkName() {}

  /** Without what stands behind the question mark or the hash sign, which may name a person. */
  public static String withoutQuery(String target) {
    int end = 0;
    while (end < target.length() && "?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    return target.substring(0, end);
  }

  /** 32 hexadecimal digits, the same for the same text. */
  public static String hash(String link) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(link.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
