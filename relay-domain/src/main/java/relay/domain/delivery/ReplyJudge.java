package relay.domain.delivery;

import relay.domain.delivery.RecipientOutcome.Deferred;
import relay.domain.delivery.RecipientOutcome.Delivered;
import relay.domain.delivery.RecipientOutcome.Failed;
import relay.domain.delivery.RecipientOutcome.InDoubt;
import relay.domain.feedback.reply.RefusedReply;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.smtp.SmtpReply;

/**
 * Turns what was said about a recipient into an outcome: done, to be tried again, or failed; and
 * why. What the words of a server mean tells the {@link ReplyClassifier}; causes of our own come
 * before it. Thread-safe.
 */
public final class ReplyJudge {
  private final ReplyClassifier classifier = new ReplyClassifier();

  /** The outcome for one recipient, by the rules that come with the relay. */
  public RecipientOutcome judge(RecipientReply said) {
    return judge(said, classifier);
  }

  /** The same by the rules of whose mail it is. */
  public RecipientOutcome judge(RecipientReply said, ReplyClassifier rules) {
    SmtpReply reply = said.reply();
    if (said.inDoubt()) {
      return new InDoubt(reply);
    }
    if (reply.code() < 300 && said.stage() == Stage.FINAL_DOT) {
      return new Delivered(reply);
    }
    if (reply.code() < 400) {
      // Only a 2xx to the final dot hands the mail over (RFC 5321 4.1.1.4); all else is confusion.
      return new Deferred(Cause.PROTOCOL, reply);
    }
    Cause cause = causeOf(said, rules);
    return isFinal(said, cause) ? new Failed(cause, reply) : new Deferred(cause, reply);
  }

  private static boolean isFinal(RecipientReply said, Cause cause) {
    SmtpReply reply = said.reply();
    if (reply.local()) {
      return reply.isPermanent();
    }
    if (Confusion.speaksFrom(reply, said.stage())) {
      return false;
    }
    // Neither the recipient nor the mail is to blame for a password of ours.
    boolean ourLogin = said.stage() == Stage.AUTH;
    // RFC 5321 4.5.3.1.10: 552 to RCPT is an old way to say 452, too many recipients.
    return reply.isPermanent() && !ourLogin && cause != Cause.TOO_MANY_RECIPIENTS;
  }

  private static Cause causeOf(RecipientReply said, ReplyClassifier rules) {
    SmtpReply reply = said.reply();
    if (reply.local()) {
      return reply.status().map(StatusCauses::ofLocal).orElse(Cause.UNKNOWN);
    }
    if (said.stage() == Stage.AUTH) {
      return Cause.LOGIN_REFUSED;
    }
    return Cause.of(
        rules.classify(
            new RefusedReply(
                reply.code(),
                reply.status(),
                String.join(" ", reply.lines()),
                said.stage().moment(),
                ReplyClassifier.providerOf(said.host().host()))));
  }
}
