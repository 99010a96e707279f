package relay.domain.tenancy;

import relay.domain.control.Fields;

/** Rules that several kinds share. */
final class Texts {
  private Texts() {}

  /** A name for people; the other one when absent. */
  static String name(Fields fields, String absent, int charsMax) {
    String name = fields.text("name").orElse(absent);
    if (name.isBlank()
        || name.length() > charsMax
        || name.chars().anyMatch(Character::isISOControl)) {
      throw fields.invalid(
          "name", "must be 1 to " + charsMax + " characters without control characters");
    }
    return name;
  }
}
