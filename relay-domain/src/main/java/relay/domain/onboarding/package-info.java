/**
 * How a tenant comes to its domains: it claims one, publishes what the relay asks for in DNS, and
 * has it verified.
 *
 * <p>Invariant: a domain is verified only when the DNS shows the token that was made for this
 * tenant and this domain. Way in: {@link relay.domain.onboarding.DomainOnboarding}.
 */
package relay.domain.onboarding;
