/**
 * The SMTP client: carries one mail to one next hop and brings back what was said about each
 * recipient.
 *
 * <p>Invariant: it reports and never decides; every wait ends, every reply is bounded, and nothing
 * that a server does can make it read or keep more. RFC 5321 (3.3, 4.5.3.2), RFC 2920 (pipelining),
 * RFC 3207 (STARTTLS), RFC 4954 (AUTH). Way in: {@link relay.ejb.delivery.SmtpTransmission}; one
 * transaction reads top-down in {@link relay.ejb.delivery.MailTransaction}.
 */
package relay.ejb.delivery;
