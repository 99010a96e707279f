package relay.rar.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few pieces of DER (X.690) that a self-signed certificate is made of. */
final class Der {
  static final byte[] NULL = {5, 0};
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, join(parts));
  }

  static byte[] set(byte[]... parts) {
    return tagged(0x31, join(parts));
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  static byte[] integer(BigInteger value) {
    return tagged(2, value.toByteArray());
  }

  static byte[] octetString(byte[] octets) {
    return tagged(4, octets);
  }

  static byte[] bitString(byte[] octets) {
    return tagged(3, join(new byte[] {0}, octets));
  }

  static byte[] utf8(String text) {
    return tagged(12, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant instant) {
    return tagged(24, GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] oid(int... arcs) {
    var octets = new ByteArrayOutputStream();
    octets.write(arcs[0] * 40 + arcs[1]);
    for (int i = 2; i < arcs.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arcs[i] >>> shift != 0) {
          octets.write(arcs[i] >>> shift & 0x7f | 0x80);
        }
      }
      octets.write(arcs[i] & 0x7f);
    }
    return tagged(6, octets.toByteArray());
  }

  /** A value with any tag; context tags are the caller's business. */
  static byte[] tagged(int tag, byte[] content) {
    var octets = new ByteArrayOutputStream(content.length + 4);
    octets.write(tag);
    int length = content.length;
    if (length < 0x80) {
      octets.write(length);
    } else if (length < 0x100) {
      octets.write(0x81);
      octets.write(length);
    } else {
      octets.write(0x82);
      octets.write(length >>> 8);
      octets.write(length);
    }
    octets.writeBytes(content);
    return octets.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    var octets = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      octets.writeBytes(part);
    }
    return octets.toByteArray();
  }
}
