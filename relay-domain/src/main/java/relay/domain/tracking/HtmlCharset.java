package relay.domain.tracking;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * HTML read from octets so that it can be written back to the very same ones: as UTF-8 where it is
 * that, else an octet a character, which is enough to find tags in anything that extends ASCII.
 *
 * @param isText whether characters beyond ASCII are what they seem
 */
record HtmlCharset(String html, boolean isText, Charset charset) {
  private static final Set<String> ASCII_WITH_MORE =
      Set.of("utf-8", "utf8", "us-ascii", "ascii", "latin1", "koi8-r", "koi8-u");

  /** Whether octets below 128 always stand for ASCII, whatever is around them. */
  static boolean isAsciiWithMore(String charset) {
    return ASCII_WITH_MORE.contains(charset)
        || charset.startsWith("iso-8859-")
        || charset.startsWith("windows-125");
  }

  static HtmlCharset of(String charset, byte[] octets) {
    if (charset.startsWith("utf") || charset.endsWith("ascii")) {
      try {
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        return new HtmlCharset(text, true, StandardCharsets.UTF_8);
      } catch (CharacterCodingException e) {
        return anyOctets(octets);
      }
    }
    return anyOctets(octets);
  }

  private static HtmlCharset anyOctets(byte[] octets) {
    Charset each = StandardCharsets.ISO_8859_1;
    return new HtmlCharset(new String(octets, each), false, each);
  }

  byte[] octets(String changed) {
    return changed.getBytes(charset);
  }
}
