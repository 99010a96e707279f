package relay.domain.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The DNS record to publish for a key.
 *
 * @param name without a dot at its end
 * @param text the whole text
 */
public record PublishedKey(String name, String text) {
  /** RFC 1035 3.3: a character-string has up to 255 octets. */
  private static final int STRING_OCTETS_MAX = 255;

  /** The record that belongs to a private key. */
  public static PublishedKey of(SigningKey key) {
    String encoded = Base64.getEncoder().encodeToString(publicOctets(key));
    return new PublishedKey(
        key.recordName(), "v=DKIM1; k=" + key.algorithm().keyType() + "; p=" + encoded);
  }

  /**
   * Whether a TXT record publishes the key of this text: the same algorithm and key, however it is
   * written, and neither revoked nor restricted to what is not SHA-256 or not mail.
   */
  public static boolean isIn(String found, String wanted) {
    try {
      TagList theirs = TagList.parse(found);
      TagList ours = TagList.parse(wanted);
      boolean isKeyRecord =
          theirs.get("v").isEmpty()
              || theirs.isFirst("v") && theirs.getOrEmpty("v").equals("DKIM1");
      return isKeyRecord
          && theirs.get("k").orElse("rsa").equals(ours.get("k").orElse("rsa"))
          && lists(theirs, "h", "sha256")
          && (lists(theirs, "s", "*") || lists(theirs, "s", "email"))
          && !theirs.getOrEmpty("p").isEmpty()
          && TagList.withoutSpace(theirs.getOrEmpty("p"))
              .equals(TagList.withoutSpace(ours.getOrEmpty("p")));
    } catch (Unverifiable e) {
      return false;
    }
  }

  private static boolean lists(TagList tags, String name, String item) {
    return tags.get(name)
        .map(list -> List.of(TagList.withoutSpace(list).split(":")).contains(item))
        .orElse(true);
  }

  /** The text in pieces that fit into a TXT record. */
  public List<String> strings() {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < text.length(); i += STRING_OCTETS_MAX) {
      strings.add(text.substring(i, Math.min(text.length(), i + STRING_OCTETS_MAX)));
    }
    return strings;
  }

  /** The record as it stands in a zone file; one line. */
  public String zoneLine() {
    return strings().stream()
        .map(string -> "\"" + string + "\"")
        .collect(Collectors.joining(" ", name + ". IN TXT ( ", " )"));
  }

  private static byte[] publicOctets(SigningKey key) {
    if (key.privateKey() instanceof EdECPrivateKey ed) {
      byte[] octets = new byte[Ed25519.PUBLIC_KEY_SIZE];
      Ed25519.generatePublicKey(ed.getBytes().orElseThrow(), 0, octets, 0);
      return octets;
    }
    if (!(key.privateKey() instanceof RSAPrivateCrtKey rsa)) {
      throw new InvalidKey("the RSA key lacks its public exponent; make a new one");
    }
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new InvalidKey("the RSA key is damaged; make a new one", e);
    }
  }
}
