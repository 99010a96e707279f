package relay.domain.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Where a header field stands in the octets of a mail; nothing is copied until asked for.
 *
 * @param octets shared, never changed
 * @param start first octet of the name
 * @param nameEnd after the last octet of the name
 * @param valueStart after the colon
 * @param end after the line end of the last line
 */
public record HeaderField(byte[] octets, int start, int nameEnd, int valueStart, int end) {

  /** Whether this is its name, in any case. */
  public boolean isNamed(String name) {
    if (nameEnd - start != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (lowerCase(octets[start + i]) != lowerCase((byte) name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The name as written. */
  public String name() {
    return new String(octets, start, nameEnd - start, StandardCharsets.ISO_8859_1);
  }

  /**
   * The value on one line: unfolded, blanks at both ends and control characters gone. What is no
   * UTF-8 is read as Latin-1, so there is always a text; encoded-words stay as they are.
   */
  public String text() {
    StringBuilder text = new StringBuilder(end - valueStart);
    String raw = decoded();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\t') {
        text.append(' ');
      } else if (!Character.isISOControl(c)) {
        text.append(c);
      }
    }
    return text.toString().strip();
  }

  /** The {@link #text()} as people read it: encoded-words of RFC 2047 are read. */
  public String shown() {
    return EncodedWords.read(text());
  }

  private String decoded() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets, valueStart, end - valueStart))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(octets, valueStart, end - valueStart, StandardCharsets.ISO_8859_1);
    }
  }

  private static byte lowerCase(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderField that && that.octets == octets && that.start == start;
  }

  @Override
  public int hashCode() {
    return start;
  }

  @Override
  public String toString() {
    return name() + ": " + text();
  }
}
