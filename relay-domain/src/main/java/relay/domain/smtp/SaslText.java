package relay.domain.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What both sides say during AUTH: UTF-8 in base 64 (RFC 4954 4). */
public final class SaslText {
  /** Of one line with its line end (RFC 4954 4.5.3 and 12.1). */
  public static final int LINE_OCTETS_MAX = 12_288 + 2;

  private SaslText() {}

  /** The text; empty when it is no base 64 of UTF-8, or longer than this. */
  public static Optional<String> decoded(String base64, int charsMax) {
    if (base64.length() > charsMax * 4L) {
      return Optional.empty();
    }
    try {
      byte[] octets = Base64.getDecoder().decode(base64);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return text.length() > charsMax ? Optional.empty() : Optional.of(text);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** For a 334 reply. */
  public static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
