/**
 * Replies of SMTP servers, ours and theirs, as values.
 *
 * <p>Invariant: a reply in hand has a code of 200 to 599 and printable text without line ends, so
 * that writing it to a peer or a log can inject nothing. RFC 5321 4.2, RFC 3463, RFC 2034. Way in:
 * {@link relay.domain.smtp.SmtpReply}.
 */
package relay.domain.smtp;
