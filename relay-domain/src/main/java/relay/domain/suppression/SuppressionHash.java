package relay.domain.suppression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names a subject within a scope by 128 bits that tell nobody without the key who it is:
 * SipHash-2-4 (Aumasson, Bernstein 2012) with 128 bits of result. Short, and fast enough for
 * several of them a recipient. Immutable; thread-safe.
 */
public final class SuppressionHash {
  /** Octets of the key. */
  public static final int KEY_OCTETS = 16;

  private final long key0;
  private final long key1;

  /**
   * @param key {@value #KEY_OCTETS} octets, the same on all nodes
   */
  public SuppressionHash(byte[] key) {
    if (key.length != KEY_OCTETS) {
      throw new IllegalArgumentException("the key has " + KEY_OCTETS + " octets");
    }
    key0 = word(key, 0);
    key1 = word(key, 8);
  }

  /** Two halves of a name. */
  public record Name(long high, long low) {

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
      return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    /**
     * Reads {@link #toString()}.
     *
     * @throws IllegalArgumentException when the text is no name
     */
    public static Name parse(String text) {
      if (text.length() != 32) {
        throw new IllegalArgumentException("a name has 32 hexadecimal digits");
      }
      return new Name(
          HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }
  }

  public Name of(SuppressionSubject subject, SuppressionScope scope) {
    return of(subject.text().getBytes(StandardCharsets.UTF_8), scope.tenant(), scope.stream());
  }

  /** The same of a subject in UTF-8; an octet that is in no name keeps the parts apart. */
  Name of(byte[] subject, String tenant, String stream) {
    byte[] front = (tenant + '\0' + stream + '\0').getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(front, front.length + subject.length);
    System.arraycopy(subject, 0, whole, front.length, subject.length);
    return of(whole);
  }

  Name of(byte[] message) {
    var state = new State(key0, key1);
    int end = message.length & ~7;
    for (int at = 0; at < end; at += 8) {
      state.add(word(message, at));
    }
    long last = (long) message.length << 56;
    for (int i = message.length - 1; i >= end; i--) {
      last |= (message[i] & 0xffL) << (i - end) * 8;
    }
    state.add(last);
    return state.finish();
  }

  private static long word(byte[] octets, int at) {
    long word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 8 | octets[at + i] & 0xffL;
    }
    return word;
  }

  /** The four words that are stirred. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long key0, long key1) {
      v0 = 0x736f6d6570736575L ^ key0;
      v1 = 0x646f72616e646f6dL ^ key1 ^ 0xee;
      v2 = 0x6c7967656e657261L ^ key0;
      v3 = 0x7465646279746573L ^ key1;
    }

    void add(long word) {
      v3 ^= word;
      stir(2);
      v0 ^= word;
    }

    Name finish() {
      v2 ^= 0xee;
      stir(4);
      long high = v0 ^ v1 ^ v2 ^ v3;
      v1 ^= 0xdd;
      stir(4);
      return new Name(high, v0 ^ v1 ^ v2 ^ v3);
    }

    private void stir(int rounds) {
      for (int i = 0; i < rounds; i++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
