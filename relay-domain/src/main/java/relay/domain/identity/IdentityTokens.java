package relay.domain.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import relay.domain.identity.TokenVerdict.Expired;
import relay.domain.identity.TokenVerdict.Forged;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.QueueId;

/**
 * Makes and checks tokens with the keys of one moment. Immutable, thread-safe.
 *
 * <p>A token is 32 characters of base 32 (RFC 4648) in small letters, 160 bits: 5 version, 4 key,
 * 42 time and 55 chance of the queue id, 14 recipient, 40 HMAC-SHA256 over all before. The version
 * shows as a digit, so that every token has one and is told from a word.
 */
public final class IdentityTokens {
  /** In which nothing is genuine. */
  public static final IdentityTokens NONE = new IdentityTokens(List.of(), Duration.ZERO);

  /** Characters of a token. */
  public static final int LENGTH = 32;

  /** Keys that can be told apart. */
  static final int KEYS_MAX = 16;

  /** Shows as the digit 2. */
  private static final long VERSION = 26;

  private static final byte[] PURPOSE = {
    'r', 'e', 'l', 'a', 'y', ' ', 't', 'o', 'k', 'e', 'n', '2'
  };
  private static final int PAYLOAD_OCTETS = 15;
  private static final int MAC_OCTETS = 5;
  private static final long MILLIS_MAX = (1L << 42) - 1;
  private final SecretKeySpec[] keys = new SecretKeySpec[KEYS_MAX];
  private final int newest;
  private final Duration lifetime;
  private final TokenBox box;

  /**
   * @param keys oldest first; the last one makes tokens
   * @param lifetime how long after its mail was accepted a token is genuine
   */
  public IdentityTokens(List<TokenKey> keys, Duration lifetime) {
    for (TokenKey key : keys) {
      this.keys[key.number()] = new SecretKeySpec(key.secret(), "HmacSHA256");
    }
    this.newest = keys.isEmpty() ? -1 : keys.get(keys.size() - 1).number();
    this.lifetime = lifetime;
    this.box = new TokenBox(keys);
  }

  /** The same keys for words that hold more than a mail and a recipient. */
  public TokenBox box() {
    return box;
  }

  /** How long after its mail was made a token is genuine. */
  public Duration lifetime() {
    return lifetime;
  }

  /** Whether there is a key to make tokens with. */
  public boolean canMake() {
    return newest >= 0;
  }

  /**
   * The token of a recipient.
   *
   * @param recipient its place among the mail's recipients, as RECEIVED lists them; or {@link
   *     Genuine#WHOLE_MAIL}
   * @throws IllegalStateException without a key
   */
  public String make(QueueId mail, int recipient) {
    if (newest < 0) {
      throw new IllegalStateException("there is no key to make identity tokens with");
    }
    if (recipient < 0 || recipient > Genuine.WHOLE_MAIL || mail.millis() > MILLIS_MAX) {
      throw new IllegalArgumentException("no token fits recipient " + recipient + " of " + mail);
    }
    byte[] octets = new byte[PAYLOAD_OCTETS + MAC_OCTETS];
    long millis = mail.millis();
    long chance = mail.chance();
    ByteBuffer.wrap(octets)
        .putLong(VERSION << 59 | (long) newest << 55 | millis << 13 | chance >>> 42)
        .putInt((int) (chance >>> 10))
        .putShort((short) (chance << 6 | recipient >>> 8))
        .put((byte) recipient);
    byte[] mac = mac(keys[newest], octets);
    System.arraycopy(mac, 0, octets, PAYLOAD_OCTETS, MAC_OCTETS);
    return Base32.text(octets);
  }

  /** What a text proves. Any text, in any letters; takes as long for a wrong one as for a right. */
  public TokenVerdict check(String text, Instant now) {
    Optional<byte[]> read = Base32.octets(text, PAYLOAD_OCTETS + MAC_OCTETS);
    if (read.isEmpty()) {
      return new Forged("not the form of a token");
    }
    byte[] octets = read.get();
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    long head = buffer.getLong();
    long tail = (buffer.getInt() & 0xffff_ffffL) << 24;
    tail |= (buffer.getShort() & 0xffffL) << 8 | buffer.get() & 0xff;
    SecretKeySpec key = keys[(int) (head >>> 55) & KEYS_MAX - 1];
    if (head >>> 59 != VERSION || key == null) {
      return new Forged("made with a key that we do not have");
    }
    byte[] told = Arrays.copyOfRange(octets, PAYLOAD_OCTETS, octets.length);
    if (!MessageDigest.isEqual(mac(key, octets), told)) {
      return new Forged("not signed by us");
    }
    long millis = head >>> 13 & MILLIS_MAX;
    QueueId mail = QueueId.of(millis, (head & 0x1fff) << 42 | tail >>> 14);
    Instant end = Instant.ofEpochMilli(millis).plus(lifetime);
    return now.isAfter(end)
        ? new Expired(mail, end)
        : new Genuine(mail, (int) (tail & Genuine.WHOLE_MAIL));
  }

  private static byte[] mac(SecretKeySpec key, byte[] octets) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(PURPOSE);
      mac.update(octets, 0, PAYLOAD_OCTETS);
      return Arrays.copyOf(mac.doFinal(), MAC_OCTETS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
