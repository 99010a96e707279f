package relay.domain.tenancy;

import java.text.Normalizer;
import java.util.Locale;

/** The form of login names (RFC 8265 3.3): one name in any case and however composed. */
final class LoginName {
  static final String RULE = "must be 1 to 128 characters without control characters";
  private static final int CHARS_MAX = 128;

  private LoginName() {}

  static String of(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    if (folded.isBlank()
        || folded.length() > CHARS_MAX
        || folded.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(RULE);
    }
    return folded;
  }
}
