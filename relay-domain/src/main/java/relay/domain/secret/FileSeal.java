package relay.domain.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides a file that others write and read, a piece at a time and at any place: AES-256 in counter
 * mode, with a key of its own for each file. A piece is as long hidden as it was. Unlike {@link
 * ContentSeal} it does not tell that a file was changed: it is for files on their way, where nobody
 * knows the end of one when its beginning is read. Thread-safe.
 *
 * <p>Form: a head (a zero octet, {@code RLF}, length and text of the key's id, 16 octets of salt),
 * then the octets. The zero makes the broker take a text that it cannot open for none at all.
 */
public final class FileSeal {
  /** No head is longer. */
  public static final int HEAD_OCTETS_MAX = 4 + 1 + Byte.MAX_VALUE + ContentSeal.SALT_OCTETS;

  private static final byte[] MAGIC = "\0RLF".getBytes(StandardCharsets.US_ASCII);
  private static final String PURPOSE = "a file on its way";
  private static final int BLOCK_OCTETS = 16;
  private final byte[] head;
  private final SecretKeySpec key;

  private FileSeal(byte[] head, SecretKeySpec key) {
    this.head = head;
    this.key = key;
  }

  /**
   * Of a new file, with the newest key.
   *
   * @throws IllegalStateException when there is no key
   */
  public static FileSeal begin(ContentSeal seal) {
    byte[] salt = seal.salt();
    return new FileSeal(seal.head(MAGIC, salt), seal.keyOf(seal.newestKey(), salt, PURPOSE));
  }

  /**
   * Of a file that begins so; empty when it is not hidden, or hidden with a key that is not there:
   * then its octets are to be taken as they are.
   *
   * @param start the first {@link #HEAD_OCTETS_MAX} octets, or as many as there are
   */
  public static Optional<FileSeal> of(byte[] start, ContentSeal seal) {
    int at = MAGIC.length + 1;
    int length = isHidden(start) ? start[MAGIC.length] : 0;
    int end = at + length + ContentSeal.SALT_OCTETS;
    if (length < 1 || start.length < end) {
      return Optional.empty();
    }
    String id = new String(start, at, length, StandardCharsets.UTF_8);
    if (!seal.keyIds().contains(id)) {
      return Optional.empty();
    }
    byte[] salt = Arrays.copyOfRange(start, at + length, end);
    return Optional.of(new FileSeal(Arrays.copyOf(start, end), seal.keyOf(id, salt, PURPOSE)));
  }

  /** Whether octets begin like a hidden file. */
  public static boolean isHidden(byte[] start) {
    return start.length > MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** What stands before the octets. */
  public byte[] head() {
    return head.clone();
  }

  /**
   * The octets the other way round: hidden, or shown again.
   *
   * @param place of the first one in the file, counted behind the head
   */
  public byte[] turned(byte[] octets, long place) {
    ByteBuffer counter = ByteBuffer.allocate(BLOCK_OCTETS);
    counter.putLong(Long.BYTES, place / BLOCK_OCTETS);
    int before = (int) (place % BLOCK_OCTETS);
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter.array()));
      cipher.update(new byte[before]);
      return cipher.doFinal(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in counter mode", e);
    }
  }
}
