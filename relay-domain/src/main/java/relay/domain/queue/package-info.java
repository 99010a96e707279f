/**
 * A mail that is ours: where it waits, and what must be known of it to go on after any crash.
 *
 * <p>Invariant: a {@link relay.domain.queue.QueuedMail} carries everything; no table or file beside
 * it is needed to deliver it. docs/message-life.md has the table of states. Way in: {@link
 * relay.domain.queue.QueuedMail}, {@link relay.domain.queue.MailQueues}.
 */
package relay.domain.queue;
