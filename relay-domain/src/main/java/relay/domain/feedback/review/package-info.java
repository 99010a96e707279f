/**
 * Replies that no rule knows, counted by week for whoever writes the next rules.
 *
 * <p>Invariant: what tells one mail or person from another (addresses, numbers, ids) is gone before
 * a text is kept; counting is bounded in memory and rows, and never slows the journal down. Way in:
 * {@link relay.domain.feedback.review.UnknownReplyCount}.
 */
package relay.domain.feedback.review;
