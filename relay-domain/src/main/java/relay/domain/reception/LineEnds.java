package relay.domain.reception;

/**
 * Line ends of a mail that came in whole, by JMS or HTTP. (Over SMTP they are checked while the
 * mail streams in.) A CR or LF that stands alone must not go on: servers disagree about what it
 * ends, and a mail could be smuggled inside another.
 */
public final class LineEnds {
  private LineEnds() {}

  /** Whether every CR has its LF and every LF its CR. */
  public static boolean areWhole(byte[] octets) {
    return bareFrom(octets, 0) < 0;
  }

  /** The same octets with every line end a CR LF; the same array when they are already. */
  public static byte[] normalised(byte[] octets) {
    int bare = bareFrom(octets, 0);
    if (bare < 0) {
      return octets;
    }
    byte[] whole = new byte[octets.length + countBare(octets, bare)];
    int to = 0;
    int from = 0;
    while (bare >= 0) {
      System.arraycopy(octets, from, whole, to, bare - from);
      to += bare - from;
      whole[to++] = '\r';
      whole[to++] = '\n';
      from = bare + 1;
      bare = bareFrom(octets, from);
    }
    System.arraycopy(octets, from, whole, to, octets.length - from);
    return whole;
  }

  private static int countBare(byte[] octets, int first) {
    int count = 0;
    for (int at = first; at >= 0; at = bareFrom(octets, at + 1)) {
      count++;
    }
    return count;
  }

  /** The first CR or LF standing alone at or after an octet that continues no line end; or -1. */
  private static int bareFrom(byte[] octets, int from) {
    for (int i = from; i < octets.length; i++) {
      if (octets[i] == '\n') {
        return i;
      }
      if (octets[i] == '\r') {
        if (i + 1 == octets.length || octets[i + 1] != '\n') {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
