/**
 * The octets of a mail while it is being received: in memory up to a threshold, then in a file.
 *
 * <p>Invariant: memory in use for all mails together is bounded, and a file disappears with its
 * {@link relay.domain.mail.Content}. Way in: {@link relay.rar.content.Intake}.
 */
package relay.rar.content;
