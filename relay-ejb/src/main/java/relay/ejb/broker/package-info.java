/**
 * The way to the message broker.
 *
 * <p>Invariant: the only package that knows how a broker is found on a server; all others are given
 * a {@code jakarta.jms.ConnectionFactory}. Way in: {@link relay.ejb.broker.Broker}.
 */
package relay.ejb.broker;
