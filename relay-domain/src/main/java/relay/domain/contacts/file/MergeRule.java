package relay.domain.contacts.file;

import java.util.Map;
import java.util.TreeMap;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.ContactFields;

/** What becomes of a contact that there is already. What a row leaves out is kept by each rule. */
public enum MergeRule {
  /** It stays as it is. */
  KEEP {
    @Override
    public ContactFields merge(ContactFields before, ContactFields given) {
      return before;
    }
  },
  /** What the row says counts. */
  OVERWRITE {
    @Override
    public ContactFields merge(ContactFields before, ContactFields given) {
      return join(given, before, before);
    }
  },
  /** What the row says counts where nothing was known. */
  FILL_EMPTY {
    @Override
    public ContactFields merge(ContactFields before, ContactFields given) {
      return join(before, given, before);
    }
  };

  /**
   * The contact after the row.
   *
   * @param before as it is known; its address stays as it was written
   */
  public abstract ContactFields merge(ContactFields before, ContactFields given);

  private static ContactFields join(
      ContactFields first, ContactFields second, ContactFields address) {
    Map<String, AttributeValue> attributes = new TreeMap<>(second.attributes());
    attributes.putAll(first.attributes());
    return new ContactFields(
        address.address(),
        attributes,
        first.locale().or(second::locale),
        first.zone().or(second::zone));
  }
}
