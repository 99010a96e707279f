package relay.domain.contacts;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import relay.domain.control.ControlState;

/**
 * What a tenant has declared.
 *
 * @param attributes type by name
 * @param lists by id
 */
public record ContactSchema(Map<String, AttributeType> attributes, Map<String, ContactList> lists) {
  /** Names that mean a contact itself, in documents, files and conditions. */
  static final Set<String> OWN_FIELDS = Set.of("email", "address", "locale", "zone");

  public ContactSchema {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    lists = Collections.unmodifiableMap(new TreeMap<>(lists));
  }

  /** As the node knows it. */
  public static ContactSchema of(ControlState state, String tenant) {
    Map<String, AttributeType> attributes = new TreeMap<>();
    state
        .all(ContactAttributeKind.ATTRIBUTE, tenant)
        .forEach(each -> attributes.put(each.id(), each.type()));
    Map<String, ContactList> lists = new TreeMap<>();
    state.all(ContactListKind.LIST, tenant).forEach(each -> lists.put(each.id(), each));
    return new ContactSchema(attributes, lists);
  }
}
