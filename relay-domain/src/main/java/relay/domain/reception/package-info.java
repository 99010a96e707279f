/**
 * How a mail comes in, whatever the door: SMTP, JMS or HTTP.
 *
 * <p>Invariant: {@link relay.domain.reception.Receipt.Accepted} exists only for mail that is
 * committed; whoever holds one may say 250. RFC 5321 3 and 4, RFC 6409. Way in: {@link
 * relay.domain.reception.SubmissionListener}.
 */
package relay.domain.reception;
