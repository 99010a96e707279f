/**
 * Search over mails and the story of each.
 *
 * <p>Invariant: only reads. Way in: {@link relay.web.view.MessageResource}.
 */
package relay.web.view;
