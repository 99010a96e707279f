/**
 * What came back about a mail of ours, as a fact in the journal: bounces that came later,
 * complaints, unsubscriptions, answers.
 *
 * <p>Invariant: an event that names a mail was proven by the identity token of that mail; what is
 * not proven is {@code FEEDBACK_IGNORED}, and nothing follows from it. Way in: {@link
 * relay.domain.feedback.event.FeedbackEvent}.
 */
package relay.domain.feedback.event;
