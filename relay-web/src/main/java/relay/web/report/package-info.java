/**
 * The delivery report of one mail: what became of it, recipient by recipient, to keep or to print.
 *
 * <p>Invariant: only reads; whatever mail and servers said is text and never markup. Way in: {@link
 * relay.web.report.ReportResource}.
 */
package relay.web.report;
