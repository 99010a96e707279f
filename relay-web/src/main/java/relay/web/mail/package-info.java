/**
 * The mail API: hand in a mail over HTTP.
 *
 * <p>Invariant: 202 is said only with a {@link relay.domain.reception.Receipt.Accepted} in hand;
 * the rules are those of SMTP, asked through the same door. Way in: {@link
 * relay.web.mail.MailResource}.
 */
package relay.web.mail;
