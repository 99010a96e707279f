package relay.domain.tenancy;

import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;
import relay.domain.mail.DomainName;

/** Domain names as ids. */
final class Domains {
  private Domains() {}

  /** The name in its one form; a domain of one label is nobody's to send from or to relay for. */
  static DomainName name(ControlKey key) {
    DomainName name;
    try {
      name = DomainName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", "must be a domain name");
    }
    if (!name.ascii().equals(key.id()) || name.ascii().indexOf('.') < 0) {
      throw new InvalidField("id", "must be a domain of two labels or more, as A-labels");
    }
    return name;
  }
}
