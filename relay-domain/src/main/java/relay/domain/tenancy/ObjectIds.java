package relay.domain.tenancy;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import relay.domain.control.InvalidField;

/** Makes ids that are short, readable, and hardly ever the same: a letter and eight more. */
public final class ObjectIds {
  // without vowels and look-alikes, so that no words and no misreadings come out
  private static final String LETTERS = "23456789bcdfghjkmnpqrstvwxz";
  private static final int LENGTH = 8;
  private static final int TOKEN_LENGTH = 32;
  private static final int PASSWORD_LENGTH = 24;

  private static final String RULE =
      "must be 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or"
          + " digit";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private ObjectIds() {}

  /**
   * The id that an operator chose for a credential or a client range: safe in paths, lines and
   * selectors.
   *
   * @throws InvalidField when it is not
   */
  static String checked(String id) {
    if (!FORM.matcher(id).matches()) {
      throw new InvalidField("id", RULE);
    }
    return id;
  }

  public static String credential(RandomGenerator random) {
    return "c-" + letters(random, LENGTH);
  }

  public static String clientRange(RandomGenerator random) {
    return "n-" + letters(random, LENGTH);
  }

  /** A password of some 114 bits, to be shown once; the random must be a secure one. */
  public static String password(RandomGenerator random) {
    return letters(random, PASSWORD_LENGTH);
  }

  /** For the proof of a domain; no secret, but nobody may guess another's. */
  public static String domainToken(RandomGenerator random) {
    return letters(random, TOKEN_LENGTH);
  }

  /** So many letters and digits of some 4.7 bits each; for secrets the random must be secure. */
  public static String letters(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
