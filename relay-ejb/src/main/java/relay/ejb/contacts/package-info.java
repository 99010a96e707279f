/**
 * Contacts, consents and their proofs in the database.
 *
 * <p>Invariant: every statement names the tenant, save those that erase or export one address; no
 * text of anybody becomes SQL, for columns are chosen by number and values are bound. Way in:
 * {@link relay.ejb.contacts.ContactProducer}.
 */
package relay.ejb.contacts;
