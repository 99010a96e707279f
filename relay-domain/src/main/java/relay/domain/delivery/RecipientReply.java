package relay.domain.delivery;

import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/**
 * What was said about one recipient in one attempt.
 *
 * @param inDoubt true when the final dot was sent and no reply to it came: the mail may have been
 *     taken
 * @param host with whom we spoke last about this recipient
 * @param dsnTaken whether that server took over the duty of reporting (it offers DSN, RFC 3461 5.2)
 */
public record RecipientReply(
    Recipient recipient, SmtpReply reply, boolean inDoubt, HostTrace host, boolean dsnTaken) {}
