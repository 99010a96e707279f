package relay.domain.signing;

import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAKey;
import java.util.regex.Pattern;
import relay.domain.mail.DomainName;

/**
 * A private key under the name its public half is published by: {@code selector._domainkey.domain}.
 * Its text never holds the key. Immutable.
 */
public record SigningKey(
    String selector, DomainName domain, SigningAlgorithm algorithm, PrivateKey privateKey) {
  /** RFC 8301 3.2: signers must not use less. */
  static final int RSA_BITS_MIN = 1024;

  private static final Pattern SELECTOR =
      Pattern.compile(
          "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?){0,9}");

  public SigningKey {
    checkSelector(selector);
    if (algorithm != algorithmOf(privateKey)) {
      throw new InvalidKey("the key is not made for " + algorithm.tag());
    }
  }

  /**
   * Names a key.
   *
   * @throws InvalidKey when the key is of no use for DKIM, or the selector no part of a domain name
   */
  public static SigningKey of(String selector, DomainName domain, PrivateKey privateKey) {
    return new SigningKey(selector, domain, algorithmOf(privateKey), privateKey);
  }

  /** The name of the DNS record, without a dot at its end. */
  public String recordName() {
    return selector + "._domainkey." + domain.ascii();
  }

  /**
   * Refuses what cannot stand in {@code s=}.
   *
   * @throws InvalidKey with the rule
   */
  public static void checkSelector(String selector) {
    if (!SELECTOR.matcher(selector).matches()) {
      throw new InvalidKey("a selector is made of letters, digits, hyphens and dots: " + selector);
    }
  }

  private static SigningAlgorithm algorithmOf(PrivateKey key) {
    if (key instanceof EdECPrivateKey ed && ed.getParams().getName().equals("Ed25519")) {
      return SigningAlgorithm.ED25519_SHA256;
    }
    if (!(key instanceof RSAKey rsa)) {
      throw new InvalidKey("the key is neither RSA nor Ed25519");
    }
    int bits = rsa.getModulus().bitLength();
    if (bits < RSA_BITS_MIN) {
      throw new InvalidKey(
          "the RSA key has " + bits + " bits; receivers ask for 1024 at least, make one of 2048");
    }
    return SigningAlgorithm.RSA_SHA256;
  }

  @Override
  public String toString() {
    return recordName() + " (" + algorithm.tag() + ")";
  }
}
