/**
 * What is on record about one person, for that person.
 *
 * <p>Invariant: what is told about one address holds no other recipient's address. GDPR articles 15
 * and 20. Way in: {@link relay.domain.privacy.PersonalRecords}.
 */
package relay.domain.privacy;
