/**
 * The language of SMTP as values: replies, commands and their parameters, the octets of DATA.
 *
 * <p>Invariant: a reply in hand has a code of 200 to 599 and printable text without line ends, so
 * that writing it to a peer or a log can inject nothing; every parser reads each octet once and
 * answers with a value or a refusal, never with an exception. RFC 5321, RFC 3463, RFC 2034, and the
 * extensions of {@link relay.domain.smtp.SessionOffer}. Way in: {@link relay.domain.smtp.SmtpReply}
 * and {@link relay.domain.smtp.MailCommand}.
 */
package relay.domain.smtp;
