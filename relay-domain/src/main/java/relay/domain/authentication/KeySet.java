package relay.domain.authentication;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import relay.domain.json.JsonText;

/**
 * The public keys of an issuer (RFC 7517). Keys for other uses, of other kinds, and RSA keys under
 * 2048 bits are left out. Immutable.
 */
public final class KeySet {
  private static final int KEYS_MAX = 100;
  private static final int RSA_BITS_MIN = 2048;
  private static final int RSA_BITS_MAX = 8192;

  private final List<Entry> entries;

  private record Entry(
      Optional<String> id, String type, Optional<String> algorithm, PublicKey key) {
    boolean fits(Optional<String> wantedId, TokenAlgorithm wanted) {
      return type.equals(wanted.keyType())
          && algorithm.map(wanted.word()::equals).orElse(true)
          && (wantedId.isEmpty() || id.equals(wantedId));
    }
  }

  private KeySet(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a key set.
   *
   * @throws IllegalArgumentException when it is none, or holds no key that could be used
   */
  public static KeySet parse(String json) {
    List<Entry> entries = new ArrayList<>();
    try {
      var keys = JsonText.object(json).getJsonArray("keys");
      if (keys == null || keys.size() > KEYS_MAX) {
        throw new IllegalArgumentException("no key set: it has no list of up to 100 keys");
      }
      for (JsonValue value : keys) {
        if (value instanceof JsonObject key) {
          entry(key).ifPresent(entries::add);
        }
      }
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("no key set: " + e.getMessage(), e);
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "the key set holds no key for RS256, PS256, ES256 or EdDSA");
    }
    return new KeySet(entries);
  }

  /** Whether it has any key of this id. */
  public boolean has(String id) {
    return entries.stream().anyMatch(e -> e.id.filter(id::equals).isPresent());
  }

  /** The keys that a token of this algorithm may have been signed with. */
  List<PublicKey> keysFor(Optional<String> id, TokenAlgorithm algorithm) {
    return entries.stream().filter(e -> e.fits(id, algorithm)).map(Entry::key).toList();
  }

  private static Optional<Entry> entry(JsonObject jwk) {
    String type = text(jwk, "kty").orElse("");
    boolean signs = text(jwk, "use").map("sig"::equals).orElse(true);
    if (!signs) {
      return Optional.empty();
    }
    try {
      Optional<PublicKey> key =
          switch (type) {
            case "RSA" -> rsa(number(jwk, "n"), number(jwk, "e"));
            case "EC" -> ec(jwk);
            case "OKP" -> ed25519(jwk);
            default -> Optional.empty();
          };
      return key.map(k -> new Entry(text(jwk, "kid"), type, text(jwk, "alg"), k));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A key that is broken or of a kind to come does not spoil its neighbours.
      return Optional.empty();
    }
  }

  private static Optional<PublicKey> rsa(BigInteger modulus, BigInteger exponent)
      throws GeneralSecurityException {
    int bits = modulus.bitLength();
    if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX || exponent.bitLength() > 33) {
      return Optional.empty();
    }
    return Optional.of(
        KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
  }

  private static Optional<PublicKey> ec(JsonObject jwk) throws GeneralSecurityException {
    if (!text(jwk, "crv").orElse("").equals("P-256")) {
      return Optional.empty();
    }
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec p256 = curve.getParameterSpec(ECParameterSpec.class);
    ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
    return isOn(p256.getCurve(), point)
        ? Optional.of(KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, p256)))
        : Optional.empty();
  }

  /** The JDK takes any two numbers; what is on no curve proves nothing (RFC 7518 6.2.1.2). */
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
  }

  private static Optional<PublicKey> ed25519(JsonObject jwk) throws GeneralSecurityException {
    byte[] x = octets(jwk, "x");
    if (!text(jwk, "crv").orElse("").equals("Ed25519") || x.length != 32) {
      return Optional.empty();
    }
    // RFC 8032 5.1.2: little-endian, the sign of the other coordinate in the highest bit.
    byte[] y = new byte[32];
    for (int i = 0; i < 32; i++) {
      y[i] = x[31 - i];
    }
    boolean odd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    return Optional.of(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)))));
  }

  private static BigInteger number(JsonObject jwk, String name) {
    return new BigInteger(1, octets(jwk, name));
  }

  private static byte[] octets(JsonObject jwk, String name) {
    return Base64.getUrlDecoder().decode(text(jwk, name).orElse(""));
  }

  private static Optional<String> text(JsonObject jwk, String name) {
    return jwk.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
