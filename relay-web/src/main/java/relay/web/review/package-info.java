/**
 * Replies that no rule knows, and what other rules would make of those of the past, over HTTP.
 *
 * <p>Invariant: only counts of texts without addresses are shown, to the people of the platform;
 * nothing is changed. Ways in: {@link relay.web.review.UnknownReplyResource}, {@link
 * relay.web.review.BackTestResource}.
 */
package relay.web.review;
