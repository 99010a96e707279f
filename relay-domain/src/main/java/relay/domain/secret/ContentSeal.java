package relay.domain.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals contents of mails for the disk: AES-256-GCM in chunks, so that large ones need no memory,
 * with a key of its own for each content, so that no number of mails wears the key out. A sealed
 * content names the key it was sealed with: the newest seals, all open. It is bound to its place:
 * one that was changed, cut off, put together anew or put in the place of another cannot be read.
 * Thread-safe.
 *
 * <p>Form: {@code RLY1}, length and text of the key's id, 16 octets of salt, then the chunks of 64
 * KiB with 16 octets more each, numbered in the nonce, the last one marked there.
 */
public final class ContentSeal {
  static final byte[] MAGIC = "RLY1".getBytes(StandardCharsets.US_ASCII);
  static final int SALT_OCTETS = 16;
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "relay content ".getBytes(StandardCharsets.US_ASCII);

  /** Seals nothing and opens nothing. */
  public static final ContentSeal NONE = new ContentSeal(Optional.empty(), false, () -> 0L);

  private final Optional<MasterKeys> keys;
  private final boolean sealing;
  private final RandomGenerator random;

  /**
   * @param keys empty: nothing is sealed, and nothing sealed can be opened
   * @param sealing whether new contents are sealed; those that are can be opened in any case
   * @param random a secure one
   */
  public ContentSeal(Optional<MasterKeys> keys, boolean sealing, RandomGenerator random) {
    this.keys = keys;
    this.sealing = sealing && keys.isPresent();
    this.random = random;
  }

  /** Whether new contents are to be sealed. */
  public boolean isSealing() {
    return sealing;
  }

  /** Id of the key that sealed a content, as its beginning says; empty when it says none. */
  static String keyIdOf(byte[] start) {
    int at = MAGIC.length + 1;
    int length = start.length < at ? 0 : start[at - 1];
    return isSealed(start) && length > 0 && start.length >= at + length
        ? new String(start, at, length, StandardCharsets.UTF_8)
        : "";
  }

  /** How many octets a content of this size has when it is sealed now. */
  public long sealedSize(long size) {
    long chunks = Math.max(1, (size + ContentCipher.CHUNK_OCTETS - 1) / ContentCipher.CHUNK_OCTETS);
    return MAGIC.length
        + 1
        + newestKey().getBytes(StandardCharsets.UTF_8).length
        + SALT_OCTETS
        + size
        + chunks * ContentCipher.TAG_OCTETS;
  }

  /** Ids of the keys, oldest first: the last one seals, all open. */
  public List<String> keyIds() {
    return keys.map(MasterKeys::ids).orElse(List.of());
  }

  /** Whether octets begin like a sealed content. */
  public static boolean isSealed(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * The sealed octets of a content.
   *
   * @param place where it belongs, such as the queue id of its mail; the same is needed to open it
   */
  public byte[] seal(byte[] content, String place) {
    if (content.length <= ContentCipher.CHUNK_OCTETS) {
      byte[] salt = salt();
      byte[] head = head(salt);
      byte[] sealed = Arrays.copyOf(head, head.length + content.length + ContentCipher.TAG_OCTETS);
      cipher(salt, place).sealAll(content, sealed, head.length);
      return sealed;
    }
    try (InputStream in = sealing(new ByteArrayInputStream(content), place)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("octets in memory can always be read", e);
    }
  }

  /** The same as a stream: what is read from it is sealed; closing it closes the content. */
  public InputStream sealing(InputStream content, String place) {
    byte[] salt = salt();
    return new SealingStream(head(salt), content, cipher(salt, place));
  }

  /** The same the other way: what is written is sealed; it is whole when closed. */
  public OutputStream sealing(OutputStream sealed, String place) throws IOException {
    byte[] salt = salt();
    sealed.write(head(salt));
    return new SealingOutput(sealed, cipher(salt, place));
  }

  private ContentCipher cipher(byte[] salt, String place) {
    return new ContentCipher(keyOf(newestKey(), salt, place));
  }

  /**
   * Id of the key that seals.
   *
   * @throws IllegalStateException when there is none
   */
  public String newestKey() {
    return keys.orElseThrow(() -> new IllegalStateException("there is no key to seal with"))
        .newest();
  }

  byte[] salt() {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    return salt;
  }

  private byte[] head(byte[] salt) {
    return head(MAGIC, salt);
  }

  /** What stands before everything that is sealed now: its form, the key, and the salt. */
  byte[] head(byte[] magic, byte[] salt) {
    byte[] id = newestKey().getBytes(StandardCharsets.UTF_8);
    byte[] head = Arrays.copyOf(magic, magic.length + 1 + id.length + SALT_OCTETS);
    head[magic.length] = (byte) id.length;
    System.arraycopy(id, 0, head, magic.length + 1, id.length);
    System.arraycopy(salt, 0, head, magic.length + 1 + id.length, SALT_OCTETS);
    return head;
  }

  /**
   * The octets of a sealed content.
   *
   * @throws ContentUnreadable when its key is missing, or it is not as it was sealed
   */
  public byte[] open(byte[] sealed, String place) throws IOException {
    var source = new ByteArrayInputStream(sealed);
    ContentCipher cipher = cipher(source, place);
    int length = source.available();
    if (length <= ContentCipher.CHUNK_OCTETS + ContentCipher.TAG_OCTETS) {
      return cipher.open(sealed, sealed.length - length, length, true);
    }
    try (InputStream in = new OpeningStream(source, cipher)) {
      return in.readAllBytes();
    }
  }

  /**
   * The same as a stream; closing it closes the sealed one.
   *
   * @throws ContentUnreadable when its key is missing; reading throws it when it is not as it was
   *     sealed
   */
  public InputStream opening(InputStream sealed, String place) throws IOException {
    return new OpeningStream(sealed, cipher(sealed, place));
  }

  /** Reads the head. */
  private ContentCipher cipher(InputStream sealed, String place) throws IOException {
    byte[] magic = sealed.readNBytes(MAGIC.length);
    int length = sealed.read();
    if (!isSealed(magic) || length < 1) {
      throw ContentUnreadable.changed();
    }
    String id = new String(sealed.readNBytes(length), StandardCharsets.UTF_8);
    byte[] salt = sealed.readNBytes(SALT_OCTETS);
    if (salt.length < SALT_OCTETS || !id.chars().allMatch(Character::isLetterOrDigit)) {
      throw ContentUnreadable.changed();
    }
    if (!keyIds().contains(id)) {
      throw ContentUnreadable.keyMissing(id);
    }
    return new ContentCipher(keyOf(id, salt, place));
  }

  /** A key of its own for one salt and place. */
  SecretKeySpec keyOf(String id, byte[] salt, String place) {
    byte[] key = keys.orElseThrow().key(id);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(PURPOSE);
      mac.update(place.getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(mac.doFinal(salt), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
