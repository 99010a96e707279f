package relay.domain.contacts;

import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * A list of a tenant, as contacts know it.
 *
 * @param title what contacts see; empty text: the id
 * @param description what they get, in a sentence for them; may be empty
 * @param isDoubleOptIn whether a consent counts only when the person has confirmed it
 * @param isPublic whether it stands on the preference page of every contact of the tenant
 * @param confirmation how the relay asks contacts to confirm; empty: it does not, somebody else may
 */
public record ContactList(
    String tenant,
    String id,
    long version,
    String title,
    String description,
    boolean isDoubleOptIn,
    boolean isPublic,
    Optional<ListConfirmation> confirmation)
    implements ControlObject {
  static final String KIND = "contact-list";

  /** One that no page shows, and for which the relay asks nobody. */
  public static ContactList of(
      String tenant, String id, long version, String title, boolean isDoubleOptIn) {
    return new ContactList(tenant, id, version, title, "", isDoubleOptIn, false, Optional.empty());
  }

  /** What contacts see: the title, or the id where there is none. */
  public String shownTitle() {
    return title.isEmpty() ? id : title;
  }

  /** Whether the relay sends a mail to whoever becomes pending. */
  public boolean asksToConfirm() {
    return isDoubleOptIn && confirmation.isPresent();
  }

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public ContactList withVersion(long other) {
    return new ContactList(
        tenant, id, other, title, description, isDoubleOptIn, isPublic, confirmation);
  }
}
