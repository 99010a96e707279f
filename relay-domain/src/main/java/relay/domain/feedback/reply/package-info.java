/**
 * What a reply of a mail server means: one of 26 classes, of which each is somebody's to act on.
 *
 * <p>Invariant: any text gives a class, in time linear in its length; a rule set of which a sample
 * does not come out as it says does not load. The order is provider rules, general rules, enhanced
 * status, reply code. Nothing here decides about retries, and nothing knows of our own replies:
 * their causes are not read from texts. RFC 5321 4.2, RFC 3463, RFC 7504, the IANA registry of
 * enhanced status codes. Way in: {@link relay.domain.feedback.reply.ReplyClassifier}.
 */
package relay.domain.feedback.reply;
