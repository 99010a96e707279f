/**
 * The POP3 listener of SMTP-after-POP: sockets, threads and TLS around {@link
 * relay.domain.pop.PopSession}.
 *
 * <p>Invariant: no thread, connection or wait without a bound; nothing a client says is logged. RFC
 * 1939, RFC 2595. Way in: {@link relay.rar.pop.PopDoor}.
 */
package relay.rar.pop;
