/**
 * How a tenant comes to its domains: it claims one, publishes what the relay asks for in DNS, and
 * has it verified; and all the records that a sending domain should publish, compared with what the
 * DNS says.
 *
 * <p>Invariant: a domain is verified only when the DNS shows the token or a DKIM key that was made
 * for this tenant and this domain. A DNS that does not answer makes nothing missing. RFC 7208
 * (SPF), RFC 7489 (DMARC), RFC 8461 (MTA-STS), RFC 8460 (TLS-RPT). Ways in: {@link
 * relay.domain.onboarding.DomainOnboarding}, {@link relay.domain.onboarding.DomainRecords}.
 */
package relay.domain.onboarding;
