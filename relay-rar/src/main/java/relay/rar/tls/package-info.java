/**
 * Certificates of the listeners and the handshake with them.
 *
 * <p>Invariant: TLS 1.2 and 1.3 only; a private key is written to files that only we can read, and
 * never to a log. RFC 8314, RFC 9325. Way in: {@link relay.rar.tls.ServerTls}.
 */
package relay.rar.tls;
