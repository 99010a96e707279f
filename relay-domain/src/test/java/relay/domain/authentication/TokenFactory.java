package relay.domain.authentication;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An issuer of tokens, honest or not. */
public final class TokenFactory {
  public static final String ISSUER = "https://login.example.com/realms/mail";

  /** Making one takes a second of a busy machine; issuers made one after another still differ. */
  private static final List<KeyPair> RSA_KEYS =
      Stream.generate(TokenFactory::rsaKeyPair).limit(4).toList();

  private static final AtomicInteger MADE = new AtomicInteger();
  public final KeyPair rsa;
  public final KeyPair ec;
  public final KeyPair ed25519;

  public TokenFactory() {
    try {
      rsa = RSA_KEYS.get(MADE.getAndIncrement() % RSA_KEYS.size());
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      ec = generator.generateKeyPair();
      ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair rsaKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The public keys, named r, e and d. */
  public String keySet() {
    return "{\"keys\":[" + rsaKey("r") + "," + ecKey("e") + "," + edKey("d") + "]}";
  }

  public String rsaKey(String id) {
    RSAPublicKey key = (RSAPublicKey) rsa.getPublic();
    return "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\""
        + id
        + "\",\"n\":\""
        + number(key.getModulus(), 256)
        + "\",\"e\":\"AQAB\"}";
  }

  private String ecKey(String id) {
    ECPublicKey key = (ECPublicKey) ec.getPublic();
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\""
        + id
        + "\",\"x\":\""
        + number(key.getW().getAffineX(), 32)
        + "\",\"y\":\""
        + number(key.getW().getAffineY(), 32)
        + "\"}";
  }

  private String edKey(String id) {
    EdECPublicKey key = (EdECPublicKey) ed25519.getPublic();
    // The last 32 octets of the standard form are the key of RFC 8032.
    byte[] encoded = key.getEncoded();
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\""
        + id
        + "\",\"x\":\""
        + base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length))
        + "\"}";
  }

  public String rs256(String claims) {
    return signed(
        "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"r\"}", claims, "SHA256withRSA", rsa);
  }

  public String es256(String claims) {
    return signed("{\"alg\":\"ES256\",\"kid\":\"e\"}", claims, "SHA256withECDSAinP1363Format", ec);
  }

  public String eddsa(String claims) {
    return signed("{\"alg\":\"EdDSA\",\"kid\":\"d\"}", claims, "Ed25519", ed25519);
  }

  public static String signed(String header, String claims, String algorithm, KeyPair key) {
    try {
      String text = base64(header) + "." + base64(claims);
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Claims that are all right until the given second of the epoch; more may be added. */
  public static String claims(long expires, String more) {
    return "{\"iss\":\""
        + ISSUER
        + "\",\"aud\":[\"relay\",\"other\"],\"sub\":\"7\",\"email\":\"alice@example.com\",\"exp\":"
        + expires
        + more
        + "}";
  }

  static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static String number(BigInteger value, int octets) {
    byte[] all = value.toByteArray();
    byte[] fixed = new byte[octets];
    int n = Math.min(octets, all.length);
    System.arraycopy(all, all.length - n, fixed, octets - n, n);
    return base64(fixed);
  }
}
