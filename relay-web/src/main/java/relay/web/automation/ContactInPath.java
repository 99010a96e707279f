package relay.web.automation;

import relay.domain.automation.ContactWord;
import relay.domain.contacts.ContactDesk;
import relay.web.problem.Problem;

/** A contact in a path: its id, or its address. */
final class ContactInPath {
  private ContactInPath() {}

  /** The id of the contact; 404 where there is none. */
  static String id(ContactDesk contacts, String tenant, String word) {
    return ContactWord.id(contacts, tenant, word)
        .orElseThrow(() -> Problem.in(404, "contact", "there is no contact of this id or address"));
  }
}
