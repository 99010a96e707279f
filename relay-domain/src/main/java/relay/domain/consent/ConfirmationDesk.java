package relay.domain.consent;

import java.util.List;
import java.util.Optional;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactList;

/** Where a tenant looks at the mails that ask its contacts to confirm, and orders one again. */
public final class ConfirmationDesk {
  private final ContactDesk contacts;
  private final Confirmations confirmations;

  /** What became of an order. */
  public enum Outcome {
    /** A mail will be sent. */
    ASKED,
    NO_CONTACT,
    NO_LIST,
    /** The list has no double opt-in, or says not whom such mail is from. */
    NOT_ASKING,
    /** The contact has confirmed the list, left it, or was never on it. */
    NOT_PENDING,
    /** One is on its way already, or the address had as many as it may have. */
    TOO_OFTEN
  }

  public ConfirmationDesk(ContactDesk contacts, Confirmations confirmations) {
    this.contacts = contacts;
    this.confirmations = confirmations;
  }

  /** Orders another mail. */
  public Outcome ask(String tenant, String contact, String list) {
    ContactList known = contacts.schema(tenant).lists().get(list);
    Optional<Contact> found = contacts.find(tenant, contact);
    if (known == null || found.isEmpty()) {
      return known == null ? Outcome.NO_LIST : Outcome.NO_CONTACT;
    }
    if (!known.asksToConfirm()) {
      return Outcome.NOT_ASKING;
    }
    if (found.get().consents().get(list) != ConsentState.PENDING) {
      return Outcome.NOT_PENDING;
    }
    return confirmations.ask(tenant, contact, known) == Confirmations.Order.ASKED
        ? Outcome.ASKED
        : Outcome.TOO_OFTEN;
  }

  /** Those of a contact for a list, the newest first; empty when there is no such contact. */
  public Optional<List<Confirmation>> of(String tenant, String contact, String list) {
    return contacts
        .find(tenant, contact)
        .map(
            found ->
                confirmations.of(tenant, contact).stream()
                    .filter(each -> each.list().equals(list))
                    .toList());
  }
}
