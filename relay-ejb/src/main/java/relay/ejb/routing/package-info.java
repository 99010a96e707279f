/**
 * Asks the DNS, and keeps what is known of the targets of routes over a restart.
 *
 * <p>Invariant: every question ends within its time, every answer is remembered within bounds of
 * time and number, and what the DNS says or fails to say is a value. RFC 1035, RFC 2308 (negative
 * answers). No file is asked for a mail; a crash forgets what was learned of targets since the last
 * writing. Way in: {@link relay.ejb.routing.DnsDomainLookup}.
 */
package relay.ejb.routing;
