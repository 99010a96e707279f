/**
 * Contacts and consents of a tenant over HTTP; lists and attributes are objects like any others.
 *
 * <p>Invariant: the path names the tenant, and nothing of another one is seen or changed by it. Way
 * in: {@link relay.web.contacts.ContactResource}, {@link relay.web.contacts.ConsentResource}.
 */
package relay.web.contacts;
