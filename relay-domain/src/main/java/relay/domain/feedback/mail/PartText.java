package relay.domain.feedback.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of a part: transfer encoding and charset undone, as far as they can be; what cannot be
 * read in its charset is read as UTF-8, else as Latin-1.
 */
final class PartText {
  private static final char ESCAPE = '\u001b';

  private PartText() {}

  /** The readable text, cut at a number of characters. */
  static String of(MimePart part, int charsMax) {
    String raw = part.body();
    // Neither encoding makes text of less than a third of its length.
    String cut = raw.length() > charsMax * 3L ? raw.substring(0, charsMax * 3) : raw;
    byte[] octets =
        decoded(cut, part.header().first("Content-Transfer-Encoding").toLowerCase(Locale.ROOT));
    String text = inCharset(octets, part.header().first("Content-Type"));
    return text.length() > charsMax ? text.substring(0, charsMax) : text;
  }

  /** The octets behind a transfer encoding. */
  static byte[] decoded(String raw, String encoding) {
    if (encoding.startsWith("quoted-printable")) {
      return quotedPrintable(raw);
    }
    if (encoding.startsWith("base64")) {
      return base64(raw);
    }
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Raw 8-bit text of a header: UTF-8 where it is, else Latin-1. */
  static String ofRaw(String raw) {
    byte[] octets = raw.getBytes(StandardCharsets.ISO_8859_1);
    return read(octets, StandardCharsets.UTF_8).orElse(raw);
  }

  private static String inCharset(byte[] octets, String contentType) {
    Optional<Charset> named = Fields.parameter(contentType, "charset").flatMap(PartText::charset);
    // Whoever says ASCII and writes other letters means another charset.
    named = named.filter(c -> !c.equals(StandardCharsets.US_ASCII));
    if (named.isPresent()) {
      Optional<String> text = read(octets, named.get());
      if (text.isPresent()) {
        return text.get();
      }
    }
    String raw = new String(octets, StandardCharsets.ISO_8859_1);
    if (raw.indexOf(ESCAPE) >= 0) {
      return charset("ISO-2022-JP").map(c -> new String(octets, c)).orElse(raw);
    }
    Optional<String> utf8 = read(octets, StandardCharsets.UTF_8);
    return utf8.isPresent() ? utf8.get() : named.map(c -> new String(octets, c)).orElse(raw);
  }

  private static Optional<String> read(byte[] octets, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(octets))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static byte[] quotedPrintable(String raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      if (c == '=') {
        int soft = softBreak(raw, i + 1);
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
        if (soft > 0) {
          i = soft;
          continue;
        }
        if (low >= 0) {
          out.write(high << 4 | low);
          i += 3;
          continue;
        }
      }
      out.write(c);
      i++;
    }
    return out.toByteArray();
  }

  /** After the line end that follows here, blanks before it left aside; 0 when none does. */
  private static int softBreak(String raw, int from) {
    int i = from;
    while (i < raw.length() && (raw.charAt(i) == ' ' || raw.charAt(i) == '\t')) {
      i++;
    }
    if (i < raw.length() && raw.charAt(i) == '\r') {
      i++;
    }
    return i < raw.length() && raw.charAt(i) == '\n' ? i + 1 : 0;
  }

  /** Lenient: whatever is no sign of the alphabet is passed over. */
  private static byte[] base64(String raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length() * 3 / 4 + 3);
    int bits = 0;
    int held = 0;
    for (int i = 0; i < raw.length(); i++) {
      int value = sextet(raw.charAt(i));
      if (value >= 0) {
        held = held << 6 | value;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          out.write(held >> bits & 0xff);
          held &= (1 << bits) - 1;
        }
      }
    }
    return out.toByteArray();
  }

  private static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
