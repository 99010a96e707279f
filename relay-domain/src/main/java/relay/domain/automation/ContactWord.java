package relay.domain.automation;

import java.util.Optional;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;

/** How programs name a contact: by its id, or by its address. */
public final class ContactWord {
  private ContactWord() {}

  /** The id of the contact; empty where there is none. */
  public static Optional<String> id(ContactDesk contacts, String tenant, String word) {
    if (word.indexOf('@') < 0) {
      return contacts.find(tenant, word).map(Contact::id);
    }
    try {
      return contacts.of(EmailAddress.parse(word)).stream()
          .filter(each -> each.tenant().equals(tenant))
          .findFirst()
          .map(Contact::id);
    } catch (InvalidAddress e) {
      return Optional.empty();
    }
  }
}
