/**
 * Asks the DNS.
 *
 * <p>Invariant: every question ends within its time, every answer is remembered within bounds of
 * time and number, and what the DNS says or fails to say is a value. RFC 1035, RFC 2308 (negative
 * answers). Way in: {@link relay.ejb.routing.DnsDomainLookup}.
 */
package relay.ejb.routing;
