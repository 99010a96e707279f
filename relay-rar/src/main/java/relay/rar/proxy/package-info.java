/**
 * The PROXY protocol: a load balancer tells for whom it opened a connection.
 *
 * <p>Invariant: a header is believed only from peers that the settings name, and read octet by
 * octet no further than its own end. Way in: {@link relay.rar.proxy.ProxyHeader}.
 */
package relay.rar.proxy;
