/**
 * Mail about our mail, from its queue to the events that follow: read, proven by its token, written
 * down.
 *
 * <p>Invariant: what was taken with a 250 is acknowledged only after its events are durable; read
 * again after a crash it changes nothing twice; what cannot be read becomes a dead letter with the
 * reason. Nothing is ever sent to whoever wrote. Way in: {@link relay.ejb.feedback.FeedbackWorker}.
 */
package relay.ejb.feedback;
