package relay.domain.authentication;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import relay.domain.settings.SettingType;

/**
 * The signatures of tokens that are believed (RFC 7518, RFC 8037): asymmetric ones only, so that
 * neither {@code none} nor a public key used as an HMAC secret can ever be meant.
 */
public enum TokenAlgorithm {
  RS256("RS256", "RSA", "SHA256withRSA"),
  PS256("PS256", "RSA", "RSASSA-PSS"),
  ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
  EDDSA("EdDSA", "OKP", "Ed25519");

  /** Some of them, by their names in tokens. */
  public static final SettingType<List<TokenAlgorithm>> SOME =
      SettingType.listOf(
          SettingType.of(
              "RS256, PS256, ES256 or EdDSA",
              t -> named(t).orElseThrow(IllegalArgumentException::new)),
          4);

  private static final TokenAlgorithm[] ALL = values();
  private static final int P256_OCTETS = 32;
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private final String word;
  private final String keyType;
  private final String jdkName;

  TokenAlgorithm(String word, String keyType, String jdkName) {
    this.word = word;
    this.keyType = keyType;
    this.jdkName = jdkName;
  }

  /** The name in tokens and key sets, which is case-sensitive. */
  public String word() {
    return word;
  }

  /** The {@code kty} of its keys. */
  String keyType() {
    return keyType;
  }

  public static Optional<TokenAlgorithm> named(String word) {
    return Arrays.stream(ALL).filter(a -> a.word.equals(word)).findFirst();
  }

  /** Whether the signature is good; false also for one that cannot be one. */
  boolean verify(PublicKey key, byte[] signed, byte[] signature) {
    if (this == ES256 && !isInRange(signature)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(jdkName);
      if (this == PS256) {
        verifier.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      }
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** CVE-2022-21449: early JDKs 17 take a signature of zeros for everybody's. */
  private static boolean isInRange(byte[] signature) {
    if (signature.length != 2 * P256_OCTETS) {
      return false;
    }
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, P256_OCTETS));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, P256_OCTETS, 2 * P256_OCTETS));
    return r.signum() > 0
        && s.signum() > 0
        && r.compareTo(P256_ORDER) < 0
        && s.compareTo(P256_ORDER) < 0;
  }
}
