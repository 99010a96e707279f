package relay.domain.administration;

import java.util.Locale;
import relay.domain.control.InvalidField;
import relay.domain.secret.PasswordHash;

/**
 * What a password must be like at least (NIST SP 800-63B 5.1.1: length, and not one's own name).
 */
final class PasswordStrength {
  private static final int CHARS_MIN = 12;
  static final String RULE =
      "must have at least "
          + CHARS_MIN
          + " characters and at most "
          + PasswordHash.PASSWORD_OCTETS_MAX
          + " octets, several different ones, and not contain the login name";
  private static final int DIFFERENT_MIN = 5;

  private PasswordStrength() {}

  static void check(String password, String loginName) {
    String name = loginName.toLowerCase(Locale.ROOT);
    boolean holdsName = !name.isEmpty() && password.toLowerCase(Locale.ROOT).contains(name);
    if (password.codePointCount(0, password.length()) < CHARS_MIN
        || password.codePoints().distinct().count() < DIFFERENT_MIN
        || holdsName) {
      throw new InvalidField(CredentialRules.PASSWORD, RULE);
    }
  }
}
