/**
 * The life of DKIM keys: made, seen in the DNS, switched to, kept published, removed.
 *
 * <p>Invariant: mail is signed only with a key that the DNS has shown; a key that has signed stays
 * in the DNS until the mail it signed has been read; one key of each algorithm signs. A DNS that
 * does not answer moves nothing. Every move is a change of a {@link
 * relay.domain.tenancy.DomainKey}, judged against its version, so any number of nodes may look at
 * the same time. RFC 6376 3.6 (key records), M3AAWG DKIM key rotation practices. Ways in: {@link
 * relay.domain.rotation.KeyRotation} for operators, {@link relay.domain.rotation.KeyPatrol} for the
 * schedule.
 */
package relay.domain.rotation;
