package relay.domain.signing;

import java.security.MessageDigest;
import relay.domain.mail.OctetSearch;

/**
 * Hashes a body in its canonical form (RFC 6376 3.4.3 and 3.4.4) while it passes by. Whatever is
 * already canonical is hashed where it stands, in runs as long as possible. Not thread-safe.
 */
final class BodyHash {
  private static final byte[] BLANK = {' '};
  private static final byte[] CARRIAGE_RETURN = {'\r'};
  private static final byte[] LINE_ENDS =
      "\r\n".repeat(256).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final boolean relaxed;
  private final long octetsMax;
  private final MessageDigest digest = Sha256.digest();
  private long octets;
  // What has been read, yet counts only when something other follows it.
  private long lineEnds;
  private boolean blanks;
  private boolean carriageReturn;

  /**
   * A hash over the first octets of the canonical body.
   *
   * @param octetsMax {@code l=} of the signature; Long.MAX_VALUE without
   */
  BodyHash(Canonicalization canonicalization, long octetsMax) {
    this.relaxed = canonicalization == Canonicalization.RELAXED;
    this.octetsMax = octetsMax;
  }

  void update(byte[] body, int from, int count) {
    int end = from + count;
    int i = from;
    while (i < end) {
      byte octet = body[i];
      if (carriageReturn) {
        carriageReturn = false;
        if (octet == '\n') {
          blanks = false;
          lineEnds++;
          i++;
          continue;
        }
        takeHeldBack();
        take(CARRIAGE_RETURN, 0, 1);
      }
      if (octet == '\r') {
        carriageReturn = true;
        i++;
      } else if (relaxed && (octet == ' ' || octet == '\t')) {
        blanks = true;
        i++;
      } else {
        takeHeldBack();
        int runEnd = relaxed ? relaxedRun(body, i, end) : simpleRun(body, i, end);
        take(body, i, runEnd - i);
        i = runEnd;
      }
    }
  }

  /** Ends the body and gives its hash. */
  byte[] finish() {
    if (carriageReturn) {
      takeHeldBack();
      take(CARRIAGE_RETURN, 0, 1);
    }
    // RFC 6376 3.4.3: an empty body is one CR LF in simple form; 3.4.4: nothing in relaxed form.
    if (!relaxed || octets > 0) {
      take(LINE_ENDS, 0, 2);
    }
    return digest.digest();
  }

  /** Length of the canonical body so far, {@code l=} not applied. */
  long octets() {
    return octets;
  }

  private void takeHeldBack() {
    while (lineEnds > 0) {
      int n = (int) Math.min(lineEnds, LINE_ENDS.length / 2);
      take(LINE_ENDS, 0, 2 * n);
      lineEnds -= n;
    }
    if (blanks) {
      take(BLANK, 0, 1);
      blanks = false;
    }
  }

  private void take(byte[] canonical, int from, int count) {
    if (octets < octetsMax) {
      digest.update(canonical, from, (int) Math.min(count, octetsMax - octets));
    }
    octets += count;
  }

  /** Where octets stop being canonical; {@code body[from]} is no blank and no CR. */
  private static int relaxedRun(byte[] body, int from, int end) {
    int i = from;
    while ((i = OctetSearch.blankOrControl(body, i, end)) < end) {
      byte octet = body[i];
      if (octet == ' ') {
        if (i + 1 >= end || !isOrdinary(body[i + 1])) {
          return i;
        }
        i += 2;
      } else if (octet == '\r') {
        if (i + 2 >= end || body[i + 1] != '\n' || !isOrdinary(body[i + 2])) {
          return i;
        }
        i += 3;
      } else if (octet == '\t') {
        return i;
      } else {
        i++;
      }
    }
    return end;
  }

  private static int simpleRun(byte[] body, int from, int end) {
    int i = from;
    while ((i = OctetSearch.carriageReturn(body, i, end)) < end) {
      if (i + 2 >= end || body[i + 1] != '\n' || body[i + 2] == '\r') {
        return i;
      }
      i += 3;
    }
    return end;
  }

  private static boolean isOrdinary(byte octet) {
    return octet != ' ' && octet != '\t' && octet != '\r';
  }
}
