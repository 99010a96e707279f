package relay.domain.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** Private keys as PEM text (RFC 7468): PKCS#8, and for RSA the older PKCS#1. */
public final class KeyPem {
  /** RFC 8410 3. */
  private static final String ED25519 = "1.3.101.112";

  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private KeyPem() {}

  /**
   * Reads the first private key of a text.
   *
   * @throws InvalidKey saying what to do
   */
  public static PrivateKey read(String pem) {
    if (pem.contains("-----BEGIN " + ENCRYPTED) || pem.contains("Proc-Type: 4,ENCRYPTED")) {
      throw new InvalidKey(
          "the key is encrypted; write it without a password: openssl pkey -in FILE -out NEWFILE");
    }
    if (pem.contains(begin(PKCS8))) {
      return pkcs8(decoded(pem, PKCS8));
    }
    if (pem.contains(begin(PKCS1))) {
      return pkcs1(decoded(pem, PKCS1));
    }
    throw new InvalidKey(
        "no private key found; the file must begin with -----BEGIN PRIVATE KEY-----"
            + " (make one with: relay dkim create DOMAIN)");
  }

  /** The key in PKCS#8. */
  public static String write(PrivateKey key) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return begin(PKCS8) + "\n" + lines.encodeToString(key.getEncoded()) + "\n" + end(PKCS8) + "\n";
  }

  private static PrivateKey pkcs8(byte[] encoded) {
    try {
      var algorithm = PrivateKeyInfo.getInstance(encoded).getPrivateKeyAlgorithm().getAlgorithm();
      boolean ed25519 = algorithm.getId().equals(ED25519);
      PrivateKey key =
          KeyFactory.getInstance(ed25519 ? "Ed25519" : "RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (key instanceof EdECPrivateKey ed && ed.getBytes().filter(b -> b.length == 32).isEmpty()) {
        throw new InvalidKey("the Ed25519 key is damaged; make a new one");
      }
      return key;
    } catch (InvalidKey e) {
      throw e;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new InvalidKey("the key is neither RSA nor Ed25519, or damaged; make a new one", e);
    }
  }

  private static PrivateKey pkcs1(byte[] encoded) {
    // Bouncy Castle answers damaged DER with whatever its parts throw.
    try {
      var rsa = org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(encoded);
      return KeyFactory.getInstance("RSA")
          .generatePrivate(
              new RSAPrivateCrtKeySpec(
                  rsa.getModulus(),
                  rsa.getPublicExponent(),
                  rsa.getPrivateExponent(),
                  rsa.getPrime1(),
                  rsa.getPrime2(),
                  rsa.getExponent1(),
                  rsa.getExponent2(),
                  rsa.getCoefficient()));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new InvalidKey("the RSA key is damaged; make a new one", e);
    }
  }

  private static byte[] decoded(String pem, String label) {
    int start = pem.indexOf(begin(label)) + begin(label).length();
    int end = pem.indexOf(end(label), start);
    if (end < 0) {
      throw new InvalidKey("the key has no end line; copy the file again, it is cut off");
    }
    try {
      return Base64.getDecoder().decode(TagList.withoutSpace(pem.substring(start, end)));
    } catch (IllegalArgumentException e) {
      throw new InvalidKey("the key is not in base64; copy the file again, it is damaged", e);
    }
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
