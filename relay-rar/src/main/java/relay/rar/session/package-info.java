/**
 * One SMTP session: who the client is, what it has said, what it may say next.
 *
 * <p>Invariant: every line the client sends passes through {@link
 * relay.rar.session.SmtpSession#nextToken}; the library's reader sees only the bare name of a
 * command of ours, never an argument, a secret, an over-long line or an unknown verb. RFC 5321
 * 4.1.4 (order of commands). Way in: {@link relay.rar.session.SmtpSession}.
 */
package relay.rar.session;
