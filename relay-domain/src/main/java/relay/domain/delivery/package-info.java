/**
 * One attempt at one next hop, and what its replies mean.
 *
 * <p>Invariant: transmission reports and never decides; the rules here decide and never open a
 * socket. RFC 5321 4.2 and 4.5.4, RFC 3463. Way in: {@link relay.domain.delivery.Transmission}.
 */
package relay.domain.delivery;
