/**
 * Gives the onboarding of domains its database, DNS, clock and chance.
 *
 * <p>Invariant: tokens come from a secure random. Way in: {@link
 * relay.domain.onboarding.DomainOnboarding}.
 */
package relay.ejb.onboarding;
