package relay.domain.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** How octets travel through servers that know 7 bits and lines of 998 characters (RFC 2045 6). */
public enum TransferEncoding {
  SEVEN_BIT("7bit"),
  QUOTED_PRINTABLE("quoted-printable"),
  BASE64("base64");

  private static final int LINE_MAX = 998;
  private static final int ENCODED_LINE_MAX = 76;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final String HEX = "0123456789ABCDEF";

  private final String label;

  TransferEncoding(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The plainest one that carries this text, whose line ends are CR LF. */
  public static TransferEncoding forText(byte[] text) {
    int foreign = 0;
    int line = 0;
    boolean longLine = false;
    for (byte c : text) {
      line = c == '\n' ? 0 : line + 1;
      longLine |= line > LINE_MAX + 1;
      boolean plain = c >= 32 && c < 127 || c == '\r' || c == '\n' || c == '\t';
      foreign += plain ? 0 : 1;
    }
    if (foreign == 0) {
      return longLine ? QUOTED_PRINTABLE : SEVEN_BIT;
    }
    // Three octets for one against four for three.
    return foreign * 6L <= text.length ? QUOTED_PRINTABLE : BASE64;
  }

  /** Writes the octets, encoded, with a line end at the end. */
  public void write(byte[] octets, ByteArrayOutputStream out) {
    switch (this) {
      case SEVEN_BIT -> {
        out.writeBytes(octets);
        if (octets.length == 0 || octets[octets.length - 1] != '\n') {
          out.writeBytes(LINE_END);
        }
      }
      case QUOTED_PRINTABLE -> writeQuotedPrintable(octets, out);
      default -> writeBase64(octets, out);
    }
  }

  /**
   * The octets behind an encoded body. Strict: what a reader would have to guess at is refused.
   *
   * @return empty when the body is not written in this encoding
   */
  public Optional<byte[]> read(byte[] body) {
    return switch (this) {
      case SEVEN_BIT -> Optional.of(body);
      case QUOTED_PRINTABLE -> readQuotedPrintable(body);
      case BASE64 -> readBase64(body);
    };
  }

  private static Optional<byte[]> readBase64(byte[] body) {
    byte[] digits = new byte[body.length];
    int count = 0;
    for (byte octet : body) {
      if (octet != '\r' && octet != '\n' && octet != ' ' && octet != '\t') {
        digits[count++] = octet;
      }
    }
    try {
      return Optional.of(Base64.getDecoder().decode(Arrays.copyOf(digits, count)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> readQuotedPrintable(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    int i = 0;
    while (i < body.length) {
      byte c = body[i];
      if (c == '=') {
        int soft = afterSoftBreak(body, i + 1);
        int high = soft < 0 && i + 2 < body.length ? Character.digit(body[i + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(body[i + 2], 16);
        if (soft < 0 && low < 0) {
          return Optional.empty();
        }
        if (soft < 0) {
          out.write(high << 4 | low);
        }
        i = soft < 0 ? i + 3 : soft;
      } else {
        // blanks at the end of a line are of the way, not of the text (RFC 2045 6.7 rule 3)
        int end = c == ' ' || c == '\t' ? lineEndAfterBlanks(body, i) : -1;
        if (end < 0) {
          out.write(c);
        }
        i = end < 0 ? i + 1 : end;
      }
    }
    return Optional.of(out.toByteArray());
  }

  /** After a line end, with blanks before it, or after the body; -1 when there is none here. */
  private static int afterSoftBreak(byte[] body, int from) {
    int end = lineEndAfterBlanks(body, from);
    if (end < 0 || end == body.length) {
      return end;
    }
    return body[end] == '\r' ? end + 2 : end + 1;
  }

  /** Where a line end, or the end, follows with nothing but blanks before it; -1 for nowhere. */
  private static int lineEndAfterBlanks(byte[] body, int from) {
    int i = from;
    while (i < body.length && (body[i] == ' ' || body[i] == '\t')) {
      i++;
    }
    boolean isCrLf = i + 1 < body.length && body[i] == '\r' && body[i + 1] == '\n';
    return i == body.length || isCrLf || body[i] == '\n' ? i : -1;
  }

  private static void writeBase64(byte[] octets, ByteArrayOutputStream out) {
    Base64.Encoder encoder = Base64.getMimeEncoder(ENCODED_LINE_MAX, LINE_END);
    // Not closed over: closing the encoder writes the padding, and the array stream ignores it.
    try (OutputStream base64 = encoder.wrap(out)) {
      base64.write(octets);
    } catch (IOException e) {
      throw new IllegalStateException("an array takes every octet", e);
    }
    out.writeBytes(LINE_END);
  }

  private static void writeQuotedPrintable(byte[] octets, ByteArrayOutputStream out) {
    int column = 0;
    for (int i = 0; i < octets.length; i++) {
      int c = octets[i] & 0xff;
      if (c == '\r' && i + 1 < octets.length && octets[i + 1] == '\n') {
        out.writeBytes(LINE_END);
        column = 0;
        i++;
        continue;
      }
      boolean literal = c >= 33 && c < 127 && c != '=' || isInnerBlank(octets, i);
      if (column + (literal ? 1 : 3) > ENCODED_LINE_MAX - 1) {
        out.writeBytes("=\r\n".getBytes(StandardCharsets.US_ASCII));
        column = 0;
      }
      column += literal ? 1 : 3;
      if (literal) {
        out.write(c);
      } else {
        out.write('=');
        out.write(HEX.charAt(c >> 4));
        out.write(HEX.charAt(c & 15));
      }
    }
    if (column > 0 || octets.length == 0) {
      out.writeBytes(LINE_END);
    }
  }

  /** A blank at the end of a line would be lost (RFC 2045 6.7 rule 3). */
  private static boolean isInnerBlank(byte[] octets, int i) {
    boolean blank = octets[i] == ' ' || octets[i] == '\t';
    return blank && i + 1 < octets.length && octets[i + 1] != '\r';
  }
}
