/**
 * The operator's hand on waiting mail.
 *
 * <p>Invariant: administrators only. Way in: {@link relay.web.queue.QueueResource}.
 */
package relay.web.queue;
