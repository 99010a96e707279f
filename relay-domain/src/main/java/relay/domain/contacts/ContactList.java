package relay.domain.contacts;

import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * A list of a tenant, as contacts know it.
 *
 * @param title what contacts see; empty text: the id
 * @param description what they get, in a sentence for them; may be empty
 * @param isDoubleOptIn whether a consent counts only when the person has confirmed it
 */
public record ContactList(
    String tenant, String id, long version, String title, String description, boolean isDoubleOptIn)
    implements ControlObject {
  static final String KIND = "contact-list";

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public ContactList withVersion(long other) {
    return new ContactList(tenant, id, other, title, description, isDoubleOptIn);
  }
}
