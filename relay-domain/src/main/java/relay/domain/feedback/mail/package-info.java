/**
 * Understands mail that comes back: reports of failed delivery in the form of RFC 3464 and in the
 * many others that the world writes, complaints (RFC 5965, RFC 6591 and variants), and what only
 * looks alike: auto-replies, challenges, delay notices, notices of a new address, ordinary mail.
 *
 * <p>Invariant: any octets in, a result out, in time and memory bounded by {@link
 * relay.domain.feedback.mail.ReadingLimits}; nothing in a mail is executed, fetched or trusted. A
 * result is what the mail says and no proof: what may follow from it decides whoever checks its
 * token. Way in: {@link relay.domain.feedback.mail.FeedbackReader}.
 */
package relay.domain.feedback.mail;
