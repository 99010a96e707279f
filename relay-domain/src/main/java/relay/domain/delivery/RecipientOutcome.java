package relay.domain.delivery;

import relay.domain.mail.InDoubtPolicy;
import relay.domain.smtp.SmtpReply;

/** What an attempt means for one recipient. */
public sealed interface RecipientOutcome {

  /** The next hop has the mail. */
  record Delivered(SmtpReply reply) implements RecipientOutcome {}

  /** To be tried again. */
  record Deferred(Cause cause, SmtpReply reply) implements RecipientOutcome {}

  /** Never to be tried again. */
  record Failed(Cause cause, SmtpReply reply) implements RecipientOutcome {}

  /** The mail may have arrived; the lane's {@link InDoubtPolicy} decides. */
  record InDoubt(SmtpReply reply) implements RecipientOutcome {}
}
