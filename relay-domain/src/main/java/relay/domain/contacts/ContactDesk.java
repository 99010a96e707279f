package relay.domain.contacts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import relay.domain.audit.Actor;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.mail.EmailAddress;

/**
 * Where contacts are looked at and changed (port). What is changed is durable when a method
 * returns. No method sees or touches a contact of another tenant than it is told. Every method
 * throws {@link relay.domain.view.ViewUnavailable} while the database cannot be used. Thread-safe.
 */
public interface ContactDesk {

  /**
   * Some contacts, in the order of their ids.
   *
   * @param next where the next page begins; empty at the end
   */
  record Page(List<Contact> contacts, Optional<String> next) {}

  /** What the tenant has declared, as this node knows it. */
  ContactSchema schema(String tenant);

  /**
   * Finds a page.
   *
   * @param cursor {@link Page#next()} of the page before
   * @throws IllegalArgumentException when the cursor is none of ours
   */
  Page list(String tenant, ContactFilter filter, Optional<String> cursor, int most);

  Optional<Contact> find(String tenant, String id);

  /** Those of an address, whosever they are. */
  List<Contact> of(EmailAddress address);

  /** The tenant's own of an address. */
  default Optional<Contact> of(String tenant, EmailAddress address) {
    return of(address).stream().filter(contact -> contact.tenant().equals(tenant)).findFirst();
  }

  /** What is known of a contact's behaviour; {@link Behaviour#NONE} for nothing. */
  Behaviour behaviour(Contact contact);

  ContactOutcome create(String tenant, ContactFields fields, Actor by);

  /**
   * Changes a contact.
   *
   * @param versions that it may have now; empty: any
   * @param change makes the new fields of those that it has now; may throw
   */
  ContactOutcome change(
      String tenant, String id, Set<Long> versions, UnaryOperator<ContactFields> change, Actor by);

  /** Takes a contact away; its proofs of consent stay. Whether it was there. */
  boolean remove(String tenant, String id, Actor by);

  /** Judges and makes a change of consent; the list is one of the tenant's. */
  ConsentOutcome consent(String tenant, String id, ContactList list, Consent wish, Actor by);

  /**
   * Ends the consent of whoever has an address: the same again, or one of a contact that came to
   * stand otherwise to the list after {@code wish}, stays as it is.
   *
   * @param wish to be unsubscribed
   */
  ConsentOutcome leave(
      String tenant, EmailAddress address, ContactList list, Consent wish, Actor by);

  /**
   * Does what a contact chose, all at once. Each wish is judged by the rules of consent; one that
   * they refuse, or for a list that there is not, changes nothing.
   *
   * @return the contact as he is now; empty when there is none
   */
  Optional<Contact> choose(String tenant, String id, ContactChoice choice, Actor by);

  /** Every proof there is of a contact, oldest first; empty when there is no such contact. */
  Optional<List<Consent>> proofs(String tenant, String id);

  /** The same of several, by their ids; one without proofs may be missing. */
  Map<String, List<Consent>> proofs(String tenant, List<Contact> contacts);

  /** Proofs of consent of an address, whosever contact it is or was, oldest first by tenant. */
  void proofs(EmailAddress address, Consumer<Proof> sink);

  /** A proof and whose it is. */
  record Proof(String tenant, Consent consent) {}
}
