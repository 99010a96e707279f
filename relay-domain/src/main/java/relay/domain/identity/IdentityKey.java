package relay.domain.identity;

import java.time.Instant;
import java.util.function.BinaryOperator;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * A key that signs tokens. Immutable; its text holds no secret.
 *
 * @param number from 0 to 15: keys are made in turn, and each number comes again only after the key
 *     that had it before was let go
 * @param createdAt when it took over from the key before
 * @param sealed the secret, encrypted
 */
public record IdentityKey(int number, long version, Instant createdAt, String sealed)
    implements ControlObject {
  static final String KIND = "identity-key";

  public IdentityKey {
    if (number < 0 || number >= IdentityTokens.KEYS_MAX) {
      throw new IllegalArgumentException("an identity key has a number from 0 to 15");
    }
  }

  static ControlKey key(int number) {
    return new ControlKey(KIND, "", Integer.toString(number));
  }

  @Override
  public ControlKey key() {
    return key(number);
  }

  /** What its secret is sealed to: elsewhere it cannot be opened. */
  static String place(int number) {
    return key(number) + " secret";
  }

  @Override
  public IdentityKey withVersion(long other) {
    return new IdentityKey(number, other, createdAt, sealed);
  }

  /**
   * With its secret sealed anew.
   *
   * @param renewal gives the new text of a sealed text and its place
   */
  IdentityKey resealed(BinaryOperator<String> renewal) {
    return new IdentityKey(number, version, createdAt, renewal.apply(sealed, place(number)));
  }

  @Override
  public String toString() {
    return key() + " of " + createdAt;
  }
}
