/**
 * Opens and clicks: links and a picture in HTML mail that lead over the relay, what comes back by
 * them, and whether a person or a machine asked.
 *
 * <p>Invariant: nobody but us can make a link that leads on, and it leads only where the mail said;
 * only what was read without doubt as browsers read it is changed, and no octet beside it. Of a
 * visitor neither address nor program is kept, and of an aggregate stream's recipients nothing. The
 * answer waits for no database. RFC 9110 (HEAD, redirection), WHATWG HTML and URL. Way in: {@link
 * relay.domain.tracking.MailTracking} and {@link relay.domain.tracking.TrackingDoor}.
 */
package relay.domain.tracking;
