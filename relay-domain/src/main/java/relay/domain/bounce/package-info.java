/**
 * Reports to senders about what became of their mail.
 *
 * <p>Invariant: a report is never about a mail from the null path and always comes from it, so no
 * two systems can report to each other without end; nothing a stranger's server says can end a
 * field or a part of a report. RFC 3461, RFC 3464, RFC 6522, RFC 6533, RFC 3834. Way in: {@link
 * relay.domain.bounce.BounceComposer}.
 */
package relay.domain.bounce;
