/**
 * SMTP-after-POP: a mailbox that is always empty, which clients without AUTH log in to so that
 * their address may send for a time.
 *
 * <p>Invariant: no socket, no clock, no mail; a name or a password is looked at under TLS only, and
 * no reply repeats what the client said. RFC 1939, RFC 2449 (CAPA), RFC 2595 (STLS), RFC 3206 (AUTH
 * and SYS). Way in: {@link relay.domain.pop.PopSession}.
 */
package relay.domain.pop;
