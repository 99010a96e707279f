package relay.domain.mail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds octets that matter in content, eight octets at a time: lines of mail are long, and a loop
 * over single octets was a tenth of what a mail of a megabyte cost. All methods answer the end when
 * there is no such octet, and never read outside of {@code [from, end)}.
 */
public final class OctetSearch {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long CRS = '\r' * ONES;
  private static final long LFS = '\n' * ONES;
  private static final long AFTER_SPACES = (' ' + 1) * ONES;

  private OctetSearch() {}

  /** The first CR or LF. */
  public static int lineEnd(byte[] octets, int from, int end) {
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT.get(octets, i);
      long found = zeros(eight ^ CRS) | zeros(eight ^ LFS);
      if (found != 0) {
        return i + first(found);
      }
    }
    while (i < end && octets[i] != '\r' && octets[i] != '\n') {
      i++;
    }
    return i;
  }

  /** The first CR. */
  public static int carriageReturn(byte[] octets, int from, int end) {
    return single(octets, from, end, (byte) '\r', CRS);
  }

  /** The first LF. */
  public static int lineFeed(byte[] octets, int from, int end) {
    return single(octets, from, end, (byte) '\n', LFS);
  }

  private static int single(byte[] octets, int from, int end, byte wanted, long eightWanted) {
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long found = zeros((long) EIGHT.get(octets, i) ^ eightWanted);
      if (found != 0) {
        return i + first(found);
      }
    }
    while (i < end && octets[i] != wanted) {
      i++;
    }
    return i;
  }

  /** The first blank or control character: an octet of at most 32. */
  public static int blankOrControl(byte[] octets, int from, int end) {
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT.get(octets, i);
      long found = (eight - AFTER_SPACES) & ~eight & HIGH_BITS;
      if (found != 0) {
        return i + first(found);
      }
    }
    while (i < end && (octets[i] > ' ' || octets[i] < 0)) {
      i++;
    }
    return i;
  }

  /**
   * The high bit of each octet that is zero. A borrow may set those of octets above a zero, never
   * below, so that the lowest one is right.
   */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight & HIGH_BITS;
  }

  private static int first(long found) {
    return Long.numberOfTrailingZeros(found) >>> 3;
  }
}
