package relay.domain.tenancy;

import java.util.Optional;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;
import relay.domain.mail.MailOwner;

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

  /** The tenant must be there; the one of the settings file always is. */
  static Optional<Refusal> tenantExists(ControlState state, String tenant) {
    return tenant.equals(MailOwner.DEFAULT_TENANT) || state.find(Tenant.key(tenant)).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refusal.Conflict("there is no tenant " + tenant + "; make the tenant first"));
  }
}
