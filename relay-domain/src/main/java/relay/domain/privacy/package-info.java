/**
 * What is on record about one person: told to that person, and forgotten.
 *
 * <p>Invariant: what is told about one address holds no other recipient's address; what is
 * forgotten is not open mail. GDPR articles 15, 17 and 20. Way in: {@link
 * relay.domain.privacy.PersonalRecords}, {@link relay.domain.privacy.Erasures}.
 */
package relay.domain.privacy;
