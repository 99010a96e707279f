package relay.ejb.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the header of a mail that goes by, up to a bound, for what is reported of it. */
final class HeaderCopy {
  private static final int OCTETS_MAX = 64 * 1024;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  void add(byte[] all, int start, int length) {
    kept.write(all, start, Math.min(length, OCTETS_MAX - kept.size()));
  }

  /** Whole fields, one char for each octet, CR LF ended. */
  String text() {
    String text = kept.toString(StandardCharsets.ISO_8859_1);
    int end = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
    int cut = end >= 0 ? end : text.lastIndexOf("\r\n");
    return cut <= 0 ? "" : text.substring(0, cut + 2);
  }
}
