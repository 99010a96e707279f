package relay.domain.administration;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import relay.domain.control.InvalidField;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.PasswordHash;

/**
 * What a password must be like at least (NIST SP 800-63B 5.1.1: length, not one's own name, and
 * none that guessers know).
 */
final class PasswordStrength {
  private static final Logger LOG = System.getLogger(PasswordStrength.class.getName());
  private static final int CHARS_MIN = 12;
  static final String RULE =
      "must have at least "
          + CHARS_MIN
          + " characters and at most "
          + PasswordHash.PASSWORD_OCTETS_MAX
          + " octets, several different ones, and not contain the login name";
  private static final String BREACHED =
      "must not be one that was stolen elsewhere, for guessers try those first: this one was;"
          + " choose one that you use nowhere else, or leave it out and the relay makes one";
  private static final String UNCHECKED =
      "must be checked against the list of breached passwords, which cannot be read now: the"
          + " operator finds the reason in the log; a password that the relay makes needs no list";
  private static final int DIFFERENT_MIN = 5;

  private final BreachedPasswords breached;

  PasswordStrength(BreachedPasswords breached) {
    this.breached = breached;
  }

  /** Throws InvalidField for a password that will not do. */
  void check(String password, String loginName) {
    String name = loginName.toLowerCase(Locale.ROOT);
    boolean holdsName = !name.isEmpty() && password.toLowerCase(Locale.ROOT).contains(name);
    if (password.codePointCount(0, password.length()) < CHARS_MIN
        || password.codePoints().distinct().count() < DIFFERENT_MIN
        || holdsName) {
      throw new InvalidField(CredentialRules.PASSWORD, RULE);
    }
    if (isBreached(password)) {
      throw new InvalidField(CredentialRules.PASSWORD, BREACHED);
    }
  }

  private boolean isBreached(String password) {
    try {
      return breached.contains(password);
    } catch (UncheckedIOException e) {
      LOG.log(Level.ERROR, "a new password was refused because it could not be checked", e);
      throw new InvalidField(CredentialRules.PASSWORD, UNCHECKED);
    }
  }
}
