package relay.domain.reception;

import relay.domain.mail.QueueId;
import relay.domain.smtp.SmtpReply;

/** The answer to a submission. */
public sealed interface Receipt {
  /** The mail is committed and will be delivered or reported. */
  record Accepted(QueueId queueId) implements Receipt {}

  /** Nothing was kept; the reply says why and whether to try again. */
  record Refused(SmtpReply reply) implements Receipt {}
}
