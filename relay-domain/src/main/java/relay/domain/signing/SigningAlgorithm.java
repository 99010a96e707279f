package relay.domain.signing;

import java.util.Optional;

/** The two algorithms that RFC 8301 and RFC 8463 leave to DKIM. */
public enum SigningAlgorithm {
  RSA_SHA256("rsa-sha256", "rsa"),
  ED25519_SHA256("ed25519-sha256", "ed25519");

  private final String tag;
  private final String keyType;

  SigningAlgorithm(String tag, String keyType) {
    this.tag = tag;
    this.keyType = keyType;
  }

  /** As in {@code a=} of a signature. */
  public String tag() {
    return tag;
  }

  /** As in {@code k=} of a key record. */
  public String keyType() {
    return keyType;
  }

  /** The algorithm of an {@code a=} tag; empty when it is unknown or forbidden (rsa-sha1). */
  public static Optional<SigningAlgorithm> of(String tag) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.tag.equals(tag)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /**
   * What the signature is computed over. RSA hashes by itself; RFC 8463 3: Ed25519 signs the
   * SHA-256 hash, not the header itself.
   */
  byte[] octetsToSign(byte[] header) {
    return this == RSA_SHA256 ? header : Sha256.of(header, header.length);
  }
}
