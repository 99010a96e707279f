package relay.domain.signing;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * RSA with initialised {@code Signature} objects kept for the next mail; there are never more than
 * threads that signed at the same time. A pool and not thread-locals: the threads are the
 * container's and outlive the application.
 */
final class PooledRsaEngine implements SignatureEngine {
  private final SigningKey key;
  private final Optional<Provider> provider;
  private final Queue<Signature> idle = new ConcurrentLinkedQueue<>();

  PooledRsaEngine(SigningKey key, Optional<Provider> provider) {
    this.key = key;
    this.provider = provider;
    try {
      idle.add(initialised());
    } catch (GeneralSecurityException e) {
      throw new InvalidKey("the security provider does not take the key " + key, e);
    }
  }

  @Override
  public byte[] sign(byte[] octets) {
    try {
      Signature pooled = idle.poll();
      Signature signature = pooled == null ? initialised() : pooled;
      signature.update(octets);
      byte[] signed = signature.sign();
      // One that failed is not put back: its state is unknown.
      idle.add(signature);
      return signed;
    } catch (SignatureException e) {
      throw new SigningFailed("signing with " + key + " failed; check the security provider", e);
    } catch (GeneralSecurityException e) {
      throw new SigningFailed("no signature can be made with " + key, e);
    }
  }

  private Signature initialised() throws GeneralSecurityException {
    Signature signature =
        provider.isPresent()
            ? Signature.getInstance("SHA256withRSA", provider.get())
            : Signature.getInstance("SHA256withRSA");
    signature.initSign(key.privateKey());
    return signature;
  }
}
