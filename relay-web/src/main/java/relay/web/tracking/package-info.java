/**
 * Tracked links and pictures, as the programs of recipients ask for them.
 *
 * <p>Invariant: open to everybody, for the word in the address is all that counts; leads only where
 * one of our mails said; no cookie, no script, nothing that a cache may keep. Way in: {@link
 * relay.web.tracking.TrackingServlet}.
 */
package relay.web.tracking;
