/**
 * Replies that no rule knows, over HTTP.
 *
 * <p>Invariant: only counts of texts without addresses are shown, to the people of the platform.
 * Way in: {@link relay.web.review.UnknownReplyResource}.
 */
package relay.web.review;
