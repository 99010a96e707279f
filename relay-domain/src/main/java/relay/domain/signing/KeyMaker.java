package relay.domain.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;

/** Makes new private keys. Thread-safe when its random source is. */
public final class KeyMaker {
  private static final int ED25519_OCTETS = 32;
  private final SecureRandom random;

  public KeyMaker(SecureRandom random) {
    this.random = random;
  }

  /** An RSA key of so many bits, 1024 to 8192. */
  public PrivateKey rsa(int bits) {
    if (bits < SigningKey.RSA_BITS_MIN || bits > VerificationKey.RSA_BITS_MAX) {
      throw new InvalidKey("an RSA key has 1024 to 8192 bits; 2048 suits all receivers");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits, random);
      return generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no RSA keys; use a complete JDK 17", e);
    }
  }

  public PrivateKey ed25519() {
    byte[] seed = new byte[ED25519_OCTETS];
    random.nextBytes(seed);
    return ed25519(seed);
  }

  /** The key with these 32 octets. */
  static PrivateKey ed25519(byte[] seed) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no Ed25519 keys; use a JDK from 17 on", e);
    }
  }
}
