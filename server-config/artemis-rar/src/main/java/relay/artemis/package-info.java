/**
 * Apache Artemis as a resource adapter, with the broker inside the same archive.
 *
 * <p>Invariant: no broker port is open; the broker's store lies in the data folder and every commit
 * is on disk before it returns. Way in: {@link relay.artemis.BrokerResourceAdapter}, which the
 * container starts, and {@link relay.artemis.BrokerConnectionFactory}, which the application looks
 * up. Jakarta Connectors 2.1, Jakarta Messaging 3.1.
 */
package relay.artemis;
