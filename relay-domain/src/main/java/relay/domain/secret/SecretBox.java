package relay.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must be readable again (private keys, passwords for other servers) with AES-256-GCM.
 * The sealed text names its key, so keys can be rotated, and is bound to its place: copied to
 * another object it cannot be opened. Thread-safe.
 *
 * <p>Form: {@code sealed:1:KEY-ID:BASE64}, the octets being the nonce, the ciphertext, the tag.
 */
public final class SecretBox {
  private static final String PREFIX = "sealed:1:";
  private static final int NONCE_OCTETS = 12;
  private static final int TAG_BITS = 128;
  private final MasterKeys keys;
  private final RandomGenerator random;

  /**
   * @param random a secure one
   */
  public SecretBox(MasterKeys keys, RandomGenerator random) {
    this.keys = keys;
    this.random = random;
  }

  /**
   * The sealed text.
   *
   * @param place of the secret, such as {@code dkim acme/example.org/s1 private_key}; the same is
   *     needed to open it
   */
  public String seal(byte[] secret, String place) {
    byte[] nonce = new byte[NONCE_OCTETS];
    random.nextBytes(nonce);
    String id = keys.newest();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce, place).doFinal(secret);
      byte[] whole = Arrays.copyOf(nonce, NONCE_OCTETS + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE_OCTETS, sealed.length);
      return PREFIX + id + ":" + Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /**
   * The secret.
   *
   * @throws SecretUnreadable when the key is missing, or text or place are not those it was sealed
   *     with
   */
  public byte[] open(String sealed, String place) {
    String id = keyIdOf(sealed);
    try {
      byte[] whole =
          Base64.getDecoder().decode(sealed.substring(PREFIX.length() + id.length() + 1));
      if (whole.length < NONCE_OCTETS + TAG_BITS / Byte.SIZE) {
        throw new SecretUnreadable("the sealed secret of " + place + " is cut off", null);
      }
      byte[] nonce = Arrays.copyOf(whole, NONCE_OCTETS);
      return cipher(Cipher.DECRYPT_MODE, id, nonce, place)
          .doFinal(whole, NONCE_OCTETS, whole.length - NONCE_OCTETS);
    } catch (IllegalArgumentException | AEADBadTagException e) {
      throw new SecretUnreadable(
          "the sealed secret of " + place + " was damaged, or belongs elsewhere", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /** Whether the newest key sealed it. */
  public boolean isCurrent(String sealed) {
    return keyIdOf(sealed).equals(keys.newest());
  }

  /** The same secret sealed with the newest key; the same text when it is already. */
  public String renewed(String sealed, String place) {
    return isCurrent(sealed) ? sealed : seal(open(sealed, place), place);
  }

  /** Whether a text is a sealed one. */
  public static boolean isSealed(String text) {
    return text.startsWith(PREFIX);
  }

  private static String keyIdOf(String sealed) {
    int end = isSealed(sealed) ? sealed.indexOf(':', PREFIX.length()) : -1;
    if (end < 0) {
      throw new SecretUnreadable("this is no sealed secret", null);
    }
    return sealed.substring(PREFIX.length(), end);
  }

  private Cipher cipher(int mode, String id, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(keys.key(id), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((id + ":" + place).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
