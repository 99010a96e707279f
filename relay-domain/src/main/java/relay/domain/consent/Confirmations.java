package relay.domain.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.contacts.ContactList;

/**
 * Where mails that ask contacts to confirm are ordered and kept (port). Whoever becomes pending on
 * a list that asks is ordered one with that change, in the same transaction. What is changed is
 * durable when a method returns. Every method throws {@link relay.domain.view.ViewUnavailable}
 * while the database cannot be used. Thread-safe.
 */
public interface Confirmations {

  /** What became of an order. */
  enum Order {
    /** A mail will be sent. */
    ASKED,
    /** There is one that was not sent yet, or the address had as many as it may have. */
    NOT_NOW
  }

  /** Orders another mail for a contact, unless that is too much. */
  Order ask(String tenant, String contact, ContactList list);

  /** One that is due, held for so long: nobody else is given it meanwhile. Empty: none is due. */
  Optional<Confirmation> take(Instant now, Duration hold);

  /** As it is now. */
  void keep(Confirmation confirmation);

  /** Those of a contact, the newest first, a hundred at most. */
  List<Confirmation> of(String tenant, String contact);
}
