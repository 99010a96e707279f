/**
 * Gives {@code relay.domain.administration} what it needs of the server.
 *
 * <p>Invariant: no rule here. Way in: {@link relay.ejb.administration.AdministrationProducer}.
 */
package relay.ejb.administration;
