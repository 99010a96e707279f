package relay.domain.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key that checks signatures. Thread-safe. */
@FunctionalInterface
interface VerificationKey {
  /** Longer ones would let a stranger's record burn our time. */
  int RSA_BITS_MAX = 8192;

  boolean fits(byte[] octets, byte[] signature);

  /**
   * Reads {@code p=}.
   *
   * @throws Unverifiable permanent, for what is no key or too weak (RFC 8301 3.2)
   */
  static VerificationKey of(SigningAlgorithm algorithm, byte[] encoded) throws Unverifiable {
    return switch (algorithm) {
      case RSA_SHA256 -> rsa(encoded);
      case ED25519_SHA256 -> ed25519(encoded);
    };
  }

  private static VerificationKey ed25519(byte[] key) throws Unverifiable {
    if (key.length != Ed25519.PUBLIC_KEY_SIZE) {
      throw Unverifiable.permanent("the key record holds no Ed25519 key");
    }
    return (octets, signature) ->
        signature.length == Ed25519.SIGNATURE_SIZE
            && Ed25519.verify(signature, 0, key, 0, octets, 0, octets.length);
  }

  private static VerificationKey rsa(byte[] encoded) throws Unverifiable {
    RSAPublicKey key = rsaKey(encoded);
    int bits = key.getModulus().bitLength();
    if (bits < SigningKey.RSA_BITS_MIN) {
      throw Unverifiable.permanent("the RSA key has " + bits + " bits, fewer than 1024");
    }
    if (bits > RSA_BITS_MAX || key.getPublicExponent().bitLength() > 64) {
      throw Unverifiable.permanent("the RSA key is too large");
    }
    return (octets, signature) -> fits(key, octets, signature);
  }

  private static boolean fits(PublicKey key, byte[] octets, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(octets);
      return signature.verify(bytes);
    } catch (SignatureException e) {
      // The JDK throws for a signature of the wrong length.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot verify RSA; use a complete JDK 17", e);
    }
  }

  private static RSAPublicKey rsaKey(byte[] encoded) throws Unverifiable {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      try {
        return (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        // RFC 6376 3.6.1 asks for PKCS#1, its example and nearly all the world show the other form.
        var bare = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(encoded);
        BigInteger modulus = bare.getModulus();
        return (RSAPublicKey)
            factory.generatePublic(new RSAPublicKeySpec(modulus, bare.getPublicExponent()));
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      // The octets are a stranger's, and Bouncy Castle throws many things at damaged DER.
      throw Unverifiable.permanent("the key record holds no RSA key");
    }
  }
}
