package relay.domain.tracking;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.TransferEncoding;

/** How a body is written, and is to be written again after it was changed. */
enum BodyCoding {
  PLAIN(TransferEncoding.SEVEN_BIT),
  QUOTED_PRINTABLE(TransferEncoding.QUOTED_PRINTABLE),
  BASE64(TransferEncoding.BASE64);

  /** RFC 5322 2.1.1, without the line end. */
  private static final int LINE_OCTETS_MAX = 998;

  private final TransferEncoding encoding;

  /**
   * A body as it travels.
   *
   * @param isOther whether it had to be written as quoted-printable in the place of what it was
   */
  record Coded(byte[] octets, boolean isOther) {}

  BodyCoding(TransferEncoding encoding) {
    this.encoding = encoding;
  }

  /** By the value of the field; empty for one that is not known, and for binary. */
  static Optional<BodyCoding> named(String field) {
    return switch (field.strip().toLowerCase(Locale.ROOT)) {
      case "", "7bit", "8bit" -> Optional.of(PLAIN);
      case "quoted-printable" -> Optional.of(QUOTED_PRINTABLE);
      case "base64" -> Optional.of(BASE64);
      default -> Optional.empty();
    };
  }

  Optional<byte[]> read(byte[] body) {
    return encoding.read(body);
  }

  /**
   * Writes a changed body; with lines too long for a plain one it becomes quoted-printable.
   *
   * @param isWholeLines whether it must end with a line end, for the mail ends with it
   */
  Coded write(byte[] octets, boolean isWholeLines) {
    boolean isOther = this == PLAIN && hasLongLine(octets);
    if (this == PLAIN && !isOther) {
      return new Coded(octets, false);
    }
    var out = new ByteArrayOutputStream(octets.length * 4 / 3 + 64);
    (isOther ? TransferEncoding.QUOTED_PRINTABLE : encoding).write(octets, out);
    byte[] coded = out.toByteArray();
    boolean hasOwnEnd = this != BASE64 && endsLine(octets);
    return new Coded(hasOwnEnd || isWholeLines ? coded : withoutLineEnd(coded), isOther);
  }

  private static boolean endsLine(byte[] octets) {
    return octets.length > 1
        && octets[octets.length - 1] == '\n'
        && octets[octets.length - 2] == '\r';
  }

  private static byte[] withoutLineEnd(byte[] coded) {
    return endsLine(coded) ? Arrays.copyOf(coded, coded.length - 2) : coded;
  }

  private static boolean hasLongLine(byte[] octets) {
    int line = 0;
    for (byte octet : octets) {
      line = octet == '\n' ? 0 : octet == '\r' ? line : line + 1;
      if (line > LINE_OCTETS_MAX) {
        return true;
      }
    }
    return false;
  }
}
