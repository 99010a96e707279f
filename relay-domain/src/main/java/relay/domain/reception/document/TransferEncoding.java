package relay.domain.reception.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How octets travel through servers that know 7 bits and lines of 998 characters (RFC 2045 6). */
enum TransferEncoding {
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

  String label() {
    return label;
  }

  /** The plainest one that carries this text, whose line ends are CR LF. */
  static TransferEncoding forText(byte[] text) {
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
  void write(byte[] octets, ByteArrayOutputStream out) {
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
