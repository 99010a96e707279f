/**
 * What is on record about one person, told to that person.
 *
 * <p>Invariant: nothing is told before the audit holds that it was asked for; the audit holds no
 * address. Way in: {@link relay.web.privacy.PrivacyResource}.
 */
package relay.web.privacy;
