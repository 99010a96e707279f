/**
 * DMARC: whether the domain in From stands behind a mail, and what it asks for when it does not
 * (RFC 9989 with its tree walk; RFC 7489 where a list of public suffixes is given).
 *
 * <p>Invariant: SPF and DKIM come in as results and are not repeated here; one check asks for at
 * most 8 records a domain, and a silent DNS ends as temperror, never as a policy. Way in: {@link
 * relay.domain.verification.dmarc.DmarcCheck}.
 */
package relay.domain.verification.dmarc;
