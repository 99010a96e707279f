package relay.domain.rotation;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.function.Supplier;
import relay.domain.control.ControlKey;
import relay.domain.mail.DomainName;
import relay.domain.secret.SecretBox;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.KeyPem;
import relay.domain.signing.PublishedKey;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.signing.SigningKey;
import relay.domain.tenancy.DomainKey;

/** Makes keys with their private half sealed, and opens them to sign. Thread-safe. */
public final class KeyMint {
  /** What every receiver takes and a TXT record holds in two strings. */
  private static final int RSA_BITS = 2048;

  private final KeyMaker maker;
  private final Supplier<SecretBox> boxes;

  /**
   * @param boxes asked for each key, and not before: a relay without such keys needs no master key
   */
  public KeyMint(KeyMaker maker, Supplier<SecretBox> boxes) {
    this.maker = maker;
    this.boxes = boxes;
  }

  /** A new key, pending. */
  DomainKey make(
      String tenant, DomainName domain, String selector, SigningAlgorithm algorithm, Instant now) {
    PrivateKey secret =
        algorithm == SigningAlgorithm.RSA_SHA256 ? maker.rsa(RSA_BITS) : maker.ed25519();
    String record = PublishedKey.of(SigningKey.of(selector, domain, secret)).text();
    ControlKey key = DomainKey.key(tenant, domain, selector);
    byte[] pem = KeyPem.write(secret).getBytes(StandardCharsets.US_ASCII);
    return DomainKey.made(
        key, domain, algorithm, record, boxes.get().seal(pem, DomainKey.place(key)), now);
  }

  /**
   * The private key.
   *
   * @throws relay.domain.secret.SecretUnreadable when no master key opens it
   * @throws relay.domain.signing.InvalidKey when what is in it is no key
   * @throws java.util.NoSuchElementException when the key is removed
   */
  public SigningKey open(DomainKey key) {
    byte[] pem = boxes.get().open(key.sealed().orElseThrow(), DomainKey.place(key.key()));
    return SigningKey.of(
        key.selector(), key.domain(), KeyPem.read(new String(pem, StandardCharsets.US_ASCII)));
  }
}
