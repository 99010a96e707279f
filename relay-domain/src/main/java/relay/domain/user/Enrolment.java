package relay.domain.user;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlKey;
import relay.domain.secret.SecretBox;
import relay.domain.secret.SecretUnreadable;

/**
 * A new second factor that is not in force yet: a code of the new key must show first that an app
 * has it, or whoever scans badly locks himself out. Nothing of it is kept here; the person holds it
 * sealed, so any node can go on with it.
 *
 * @param sealed to be shown again with the code: for this user as he is now, for {@link #LIFE}
 * @param secret as an authenticator app takes it, to be shown once
 * @param uri the same as the text of a QR code
 */
public record Enrolment(String sealed, String secret, String uri) {
  /** How long there is to show a code of the new key. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  private static final String SEPARATOR = "\n";

  /**
   * A new key of codes.
   *
   * @param sealedTotp as the user keeps it
   * @param step of the code that proved it
   */
  public record Confirmed(String sealedTotp, long step) {}

  /**
   * @param random a secure one
   */
  public static Enrolment begin(
      LocalUser user, SecretBox box, Instant now, RandomGenerator random) {
    TotpKey key = TotpKey.next(user.key(), box, random);
    String text =
        user.version() + SEPARATOR + now.plus(LIFE).getEpochSecond() + SEPARATOR + key.sealed();
    String sealed = box.seal(text.getBytes(StandardCharsets.UTF_8), place(user.key()));
    return new Enrolment(sealed, key.secret(), key.uri());
  }

  /**
   * The new key, once a code shows that somebody has it.
   *
   * @param sealed what {@link #begin} gave
   * @return empty when it is another's, too old, or the user was changed since; or the code is not
   *     of this key and of now
   */
  public static Optional<Confirmed> confirmed(
      LocalUser user, String sealed, String code, SecretBox box, Instant now) {
    if (!SecretBox.isSealed(sealed)) {
      return Optional.empty();
    }
    try {
      String text = new String(box.open(sealed, place(user.key())), StandardCharsets.UTF_8);
      String[] parts = text.split(SEPARATOR, 3);
      boolean fits =
          Long.parseLong(parts[0]) == user.version()
              && now.getEpochSecond() < Long.parseLong(parts[1]);
      byte[] key = box.open(parts[2], LocalUser.totpPlace(user.key()));
      OptionalLong step = Totp.match(key, code, now);
      return fits && step.isPresent()
          ? Optional.of(new Confirmed(parts[2], step.getAsLong()))
          : Optional.empty();
    } catch (SecretUnreadable e) {
      return Optional.empty();
    }
  }

  private static String place(ControlKey user) {
    return user + " enrolment";
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Enrolment";
  }
}
