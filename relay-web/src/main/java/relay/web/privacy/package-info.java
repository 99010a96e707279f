/**
 * What is on record about one person: told to that person, and forgotten.
 *
 * <p>Invariant: nothing is told before the audit holds that it was asked for; the audit holds no
 * address. Way in: {@link relay.web.privacy.PrivacyResource}, {@link
 * relay.web.privacy.ErasureResource}.
 */
package relay.web.privacy;
