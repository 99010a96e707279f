package relay.domain.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals contents of mails for the disk: AES-256-GCM in chunks, so that large ones need no memory,
 * with a key of its own for each content, so that no number of mails wears the key out. A sealed
 * content names the key it was sealed with: the newest seals, all open. One that was changed, cut
 * off or put together anew cannot be read. Thread-safe.
 *
 * <p>Form: {@code RLY1}, length and text of the key's id, 16 octets of salt, then the chunks of 64
 * KiB with 16 octets more each, numbered in the nonce, the last one marked there.
 */
public final class ContentSeal {
  static final byte[] MAGIC = "RLY1".getBytes(StandardCharsets.US_ASCII);
  static final int SALT_OCTETS = 16;
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "relay content".getBytes(StandardCharsets.US_ASCII);
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

  /** Whether octets begin like a sealed content. */
  public static boolean isSealed(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** The sealed octets of a content. */
  public byte[] seal(byte[] content) {
    if (content.length <= ContentCipher.CHUNK_OCTETS) {
      byte[] salt = salt();
      byte[] head = head(salt);
      byte[] chunk =
          new ContentCipher(keyOf(newest(), salt)).seal(content, content.length, true);
      byte[] sealed = Arrays.copyOf(head, head.length + chunk.length);
      System.arraycopy(chunk, 0, sealed, head.length, chunk.length);
      return sealed;
    }
    try (InputStream in = sealing(new ByteArrayInputStream(content))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("octets in memory can always be read", e);
    }
  }

  /** The same as a stream: what is read from it is sealed; closing it closes the content. */
  public InputStream sealing(InputStream content) {
    byte[] salt = salt();
    return new SealingStream(
        head(salt), content, new ContentCipher(keyOf(newest(), salt)));
  }

  private String newest() {
    return keys.orElseThrow(() -> new IllegalStateException("there is no key to seal with"))
        .newest();
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    return salt;
  }

  private byte[] head(byte[] salt) {
    byte[] id = newest().getBytes(StandardCharsets.UTF_8);
    byte[] head = Arrays.copyOf(MAGIC, MAGIC.length + 1 + id.length + SALT_OCTETS);
    head[MAGIC.length] = (byte) id.length;
    System.arraycopy(id, 0, head, MAGIC.length + 1, id.length);
    System.arraycopy(salt, 0, head, MAGIC.length + 1 + id.length, SALT_OCTETS);
    return head;
  }

  /**
   * The octets of a sealed content.
   *
   * @throws IOException when its key is missing, or it is not as it was sealed
   */
  public byte[] open(byte[] sealed) throws IOException {
    var source = new ByteArrayInputStream(sealed);
    ContentCipher cipher = cipher(source);
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
   * @throws IOException when its key is missing; reading throws when it is not as it was sealed
   */
  public InputStream opening(InputStream sealed) throws IOException {
    return new OpeningStream(sealed, cipher(sealed));
  }

  /** Reads the head. */
  private ContentCipher cipher(InputStream sealed) throws IOException {
    byte[] magic = sealed.readNBytes(MAGIC.length);
    int length = sealed.read();
    if (!isSealed(magic) || length < 1) {
      throw new IOException("this is no sealed content");
    }
    String id = new String(sealed.readNBytes(length), StandardCharsets.UTF_8);
    byte[] salt = sealed.readNBytes(SALT_OCTETS);
    if (salt.length < SALT_OCTETS) {
      throw new IOException("a sealed content is cut off");
    }
    try {
      return new ContentCipher(keyOf(id, salt));
    } catch (SecretUnreadable e) {
      throw new IOException(
          "the key "
              + id
              + " of a sealed content is missing; put it back among the keys of content.*",
          e);
    }
  }

  private SecretKeySpec keyOf(String id, byte[] salt) {
    byte[] key =
        keys.orElseThrow(() -> new SecretUnreadable("there are no keys for contents", null))
            .key(id);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(PURPOSE);
      return new SecretKeySpec(mac.doFinal(salt), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
