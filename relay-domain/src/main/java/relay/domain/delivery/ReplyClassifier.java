package relay.domain.delivery;

import java.util.Locale;
import relay.domain.delivery.RecipientOutcome.Deferred;
import relay.domain.delivery.RecipientOutcome.Delivered;
import relay.domain.delivery.RecipientOutcome.Failed;
import relay.domain.delivery.RecipientOutcome.InDoubt;
import relay.domain.smtp.SmtpReply;

/**
 * Turns what was said about a recipient into an outcome: our own replies first, then the special
 * cases of the RFCs, then the code. Stateless.
 */
public final class ReplyClassifier {

  /** The outcome for one recipient. */
  public RecipientOutcome classify(RecipientReply said) {
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
    Cause cause = causeOf(said);
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

  private static Cause causeOf(RecipientReply said) {
    SmtpReply reply = said.reply();
    if (reply.local()) {
      return reply.status().map(StatusCauses::ofLocal).orElse(Cause.UNKNOWN);
    }
    if (said.stage() == Stage.AUTH) {
      return Cause.LOGIN_REFUSED;
    }
    if (reply.isTemporary() && saysGreylisted(reply)) {
      return Cause.GREYLISTED;
    }
    return reply
        .status()
        .map(s -> StatusCauses.ofRemote(s))
        .orElseGet(() -> StatusCauses.ofCode(reply.code(), said.stage()));
  }

  private static boolean saysGreylisted(SmtpReply reply) {
    String text = String.join(" ", reply.lines()).toLowerCase(Locale.ROOT);
    return text.contains("greylist") || text.contains("graylist") || text.contains("grey-list");
  }
}
