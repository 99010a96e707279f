package relay.domain.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts a few octets into a word of an address that nobody else can read or make, with the keys of
 * the identity tokens of one moment. Immutable, thread-safe.
 *
 * <p>The word is base 64 for addresses (RFC 4648 5) of: 4 bits version, 4 bits key, 16 octets of
 * HMAC-SHA256 over what is inside, and that encrypted with AES in counter mode from those 16 octets
 * on. The same octets give the same word: there is no counter to keep and no chance to run out of,
 * and a mail that is made again after a crash has the same links.
 */
public final class TokenBox {
  private static final int VERSION = 1;
  private static final int MAC_OCTETS = 16;
  private static final int HEAD_OCTETS = 1 + MAC_OCTETS;
  private static final String MAC = "HmacSHA256";
  private static final String CIPHER = "AES/CTR/NoPadding";

  /** Longest word that is looked at. */
  public static final int WORD_CHARS_MAX = 4096;

  private final Keys[] keys = new Keys[IdentityTokens.KEYS_MAX];
  private final int newest;

  /** One for each purpose, so that no word of one kind is ever one of another. */
  private record Keys(SecretKeySpec mac, SecretKeySpec cipher) {
    static Keys of(byte[] secret) {
      byte[] mac = hmac(new SecretKeySpec(secret, MAC), octets("relay box mac 1"));
      byte[] cipher = hmac(new SecretKeySpec(secret, MAC), octets("relay box cipher 1"));
      return new Keys(
          new SecretKeySpec(mac, MAC), new SecretKeySpec(Arrays.copyOf(cipher, 16), "AES"));
    }
  }

  /**
   * @param ready oldest first; the last one seals
   */
  TokenBox(List<TokenKey> ready) {
    for (TokenKey key : ready) {
      keys[key.number()] = Keys.of(key.secret());
    }
    newest = ready.isEmpty() ? -1 : ready.get(ready.size() - 1).number();
  }

  /**
   * The word that holds these octets.
   *
   * @throws IllegalStateException without a key
   */
  public String seal(byte[] octets) {
    if (newest < 0) {
      throw new IllegalStateException("there is no key to seal links with");
    }
    Keys key = keys[newest];
    byte[] mac = Arrays.copyOf(hmac(key.mac, octets), MAC_OCTETS);
    byte[] hidden = crypt(Cipher.ENCRYPT_MODE, key.cipher, mac, octets);
    byte[] word = new byte[HEAD_OCTETS + hidden.length];
    word[0] = (byte) (VERSION << 4 | newest);
    System.arraycopy(mac, 0, word, 1, MAC_OCTETS);
    System.arraycopy(hidden, 0, word, HEAD_OCTETS, hidden.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(word);
  }

  /** What is in a word that we made; empty for any other text, whatever it is. */
  public Optional<byte[]> open(String text) {
    if (text.length() > WORD_CHARS_MAX) {
      return Optional.empty();
    }
    byte[] word;
    try {
      word = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    Keys key = word.length < HEAD_OCTETS ? null : keys[word[0] & IdentityTokens.KEYS_MAX - 1];
    if (key == null || (word[0] & 0xff) >> 4 != VERSION || !isOneForm(word, text)) {
      return Optional.empty();
    }
    byte[] mac = Arrays.copyOfRange(word, 1, HEAD_OCTETS);
    byte[] hidden = Arrays.copyOfRange(word, HEAD_OCTETS, word.length);
    byte[] octets = crypt(Cipher.DECRYPT_MODE, key.cipher, mac, hidden);
    byte[] meant = Arrays.copyOf(hmac(key.mac, octets), MAC_OCTETS);
    return MessageDigest.isEqual(mac, meant) ? Optional.of(octets) : Optional.empty();
  }

  /**
   * The last character of a word has bits that mean nothing: one word is not to have four forms.
   */
  private static boolean isOneForm(byte[] word, String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(word).equals(text);
  }

  private static byte[] crypt(int mode, SecretKeySpec key, byte[] start, byte[] octets) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new IvParameterSpec(start));
      return cipher.doFinal(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES in counter mode", e);
    }
  }

  private static byte[] hmac(SecretKeySpec key, byte[] octets) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
