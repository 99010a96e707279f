/**
 * Pages as text.
 *
 * <p>Invariant: whatever is written as text or value of an attribute stays text, and cannot turn
 * the writing direction. Way in: {@link relay.web.html.Html}.
 */
package relay.web.html;
