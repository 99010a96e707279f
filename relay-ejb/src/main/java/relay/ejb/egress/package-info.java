/**
 * Sources and pools at work: which addresses the machine has, what the DNS calls them.
 *
 * <p>Invariant: a mail asks neither the DNS nor the database for its source. Way in: {@link
 * relay.ejb.egress.EgressProducer}.
 */
package relay.ejb.egress;
