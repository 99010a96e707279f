package relay.web.automation;

import relay.domain.contacts.ContactDesk;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;
import relay.web.problem.Problem;

/** A contact in a path: its id, or its address. */
final class ContactWord {
  private ContactWord() {}

  /** The id of the contact; 404 where there is none. */
  static String id(ContactDesk contacts, String tenant, String word) {
    if (word.indexOf('@') < 0) {
      return contacts.find(tenant, word).orElseThrow(ContactWord::none).id();
    }
    try {
      return contacts.of(EmailAddress.parse(word)).stream()
          .filter(each -> each.tenant().equals(tenant))
          .findFirst()
          .orElseThrow(ContactWord::none)
          .id();
    } catch (InvalidAddress e) {
      throw none();
    }
  }

  private static Problem none() {
    return Problem.in(404, "contact", "there is no contact of this id or address");
  }
}
