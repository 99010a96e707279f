package relay.domain.contacts;

import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.mail.EmailAddress;

/**
 * Ends the consent to a list of whoever unsubscribed by a mail of that list. Doing it again changes
 * nothing, and what the person chose later stays. Throws {@link relay.domain.view.ViewUnavailable}
 * while the database cannot be used. Thread-safe.
 */
public final class Withdrawals {
  /** Who did it, for the audit, which never says who that is. */
  public static final Actor RECIPIENT = new Actor("recipient", "");

  private static final String ONE_CLICK = "List-Unsubscribe=One-Click (RFC 8058)";
  private static final String BY_MAIL = "mail to the unsubscribe address";
  private final ContactDesk contacts;

  public Withdrawals(ContactDesk contacts) {
    this.contacts = contacts;
  }

  /**
   * Whether there is a consent that unsubscribing from mail of a list would end.
   *
   * @param list empty text: mail of none
   */
  public boolean isDue(String tenant, EmailAddress address, String list) {
    return contacts.schema(tenant).lists().containsKey(list)
        && contacts
            .of(tenant, address)
            .filter(contact -> contact.consents().get(list) != ConsentState.UNSUBSCRIBED)
            .isPresent();
  }

  /** Does what follows from an unsubscription; durable when it returns. */
  public void follow(FeedbackEvent event) {
    String tenant = event.owner().tenant();
    if (!event.leavesByItself() || event.recipient().isEmpty()) {
      return;
    }
    ContactList list = contacts.schema(tenant).lists().get(event.farewell().list());
    if (list != null) {
      contacts.leave(tenant, event.recipient().get(), list, proof(event, list), RECIPIENT);
    }
  }

  private static Consent proof(FeedbackEvent event, ContactList list) {
    boolean isByMail = event.feedback().isPresent();
    return new Consent(
        list.id(),
        ConsentState.UNSUBSCRIBED,
        ConsentSource.ONE_CLICK,
        event.at(),
        Optional.of(event.farewell().network()).filter(network -> !network.isEmpty()),
        isByMail ? BY_MAIL : ONE_CLICK,
        "mail of campaign " + event.owner().campaign());
  }
}
