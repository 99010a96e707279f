/**
 * The words every other concept is written in: addresses, envelopes, content, queue ids, lanes.
 *
 * <p>Invariant: a value that exists is valid; constructors refuse the rest. Nothing here reads a
 * clock, a file or a socket. RFC 5321 (paths), RFC 3461 (DSN parameters), RFC 6531 (SMTPUTF8). Way
 * in: {@link relay.domain.mail.Envelope}.
 */
package relay.domain.mail;
