/**
 * The operator's hand on waiting mail.
 *
 * <p>Invariant: operators only, but for lists that leave out other tenants. Way in: {@link
 * relay.web.queue.QueueResource}.
 */
package relay.web.queue;
