/**
 * Whom a tenant writes to: contacts with typed attributes, the lists they are on, and by what
 * consent. Rules only; rows and files are elsewhere.
 *
 * <p>Invariant: a contact is one address in the form in which the suppression list compares it;
 * nobody who left a list comes back onto it by a file, by a program's word or by being made anew,
 * and a consent to a list with double opt-in is confirmed by the person, or by proof brought along.
 * Each change of a consent leaves a proof that outlives the contact, by a hash of the address. Way
 * in: {@link relay.domain.contacts.ContactDesk}; {@link relay.domain.contacts.ConsentRules}. RFC
 * 6531 for addresses, BCP 47 for languages.
 */
package relay.domain.contacts;
