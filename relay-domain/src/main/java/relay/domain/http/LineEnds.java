package relay.domain.http;

import java.util.Arrays;

/**
 * Line ends of mails that came in an HTTP body. HTTP frames the body by length, so a lone CR or LF
 * cannot end the mail early as it could in SMTP; it is made the CR LF that RFC 5322 2.3 asks for.
 */
public final class LineEnds {
  private LineEnds() {}

  /**
   * The same octets with every CR, LF and CR LF as CR LF; the array itself when that changes
   * nothing.
   */
  public static byte[] canonical(byte[] octets) {
    int lone = loneEnds(octets);
    if (lone == 0) {
      return octets;
    }
    byte[] out = new byte[octets.length + lone];
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      byte b = octets[i];
      if (b == '\n' || b == '\r') {
        out[length++] = '\r';
        out[length++] = '\n';
        i += b == '\r' && i + 1 < octets.length && octets[i + 1] == '\n' ? 1 : 0;
      } else {
        out[length++] = b;
      }
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  private static int loneEnds(byte[] octets) {
    int lone = 0;
    for (int i = 0; i < octets.length; i++) {
      boolean pair = octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
      if (pair) {
        i++;
      } else if (octets[i] == '\r' || octets[i] == '\n') {
        lone++;
      }
    }
    return lone;
  }
}
