package relay.domain.contacts;

import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * What a tenant wants to know of its contacts beside the address.
 *
 * @param id name of the attribute, as templates and files have it
 * @param type never changes
 * @param title for people; empty text for none
 */
public record ContactAttribute(
    String tenant, String id, long version, AttributeType type, String title)
    implements ControlObject {
  static final String KIND = "contact-attribute";

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public ContactAttribute withVersion(long other) {
    return new ContactAttribute(tenant, id, other, type, title);
  }
}
