package relay.web.contacts;

import relay.domain.administration.ObjectDesk;
import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;
import relay.web.problem.Problem;

/** What the operations below a tenant answer alike. */
final class Tenants {
  private Tenants() {}

  static void check(ObjectDesk objects, String tenant) {
    if (tenant.length() > ControlKey.NAME_CHARS_MAX || !objects.knowsTenant(tenant)) {
      throw Problem.in(404, "tenant", "there is no tenant of this id");
    }
  }

  static Problem noContact() {
    return Problem.in(404, "id", "there is no contact of this id");
  }

  static Problem invalid(InvalidField e) {
    return Problem.in(422, e.field(), e.field() + " " + e.rule());
  }
}
