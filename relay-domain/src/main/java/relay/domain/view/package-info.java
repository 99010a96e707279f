/**
 * What the database shows of every mail: who, where, in which state, and the whole story.
 *
 * <p>Invariant: made of journal events and of nothing else, so it can be dropped and made again
 * from the journal files that are still there; no mail waits for it. Way in: {@link
 * relay.domain.view.MessageView} to read, {@link relay.domain.view.MessageFold} for how events
 * become rows.
 */
package relay.domain.view;
