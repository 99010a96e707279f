package relay.domain.signing;

/** Signs octets with one key. Thread-safe. */
@FunctionalInterface
public interface SignatureEngine {
  /**
   * The signature over these octets.
   *
   * @throws SigningFailed when the provider fails
   */
  byte[] sign(byte[] octets);
}
