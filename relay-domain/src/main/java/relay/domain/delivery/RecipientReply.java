package relay.domain.delivery;

import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/**
 * What was said about one recipient in one attempt.
 *
 * @param reply of the last host asked about this recipient; when no host came further than a stage
 *     that {@linkplain Stage#isAboutHost() is about the host}, the {@link
 *     HostFailures#conclusion()} of all of them
 * @param stage at which that reply was given
 * @param inDoubt true when the final dot was sent and no reply to it came: the mail may have been
 *     taken
 * @param host with whom we spoke last about this recipient
 * @param dsnTaken whether that server took over the duty of reporting (it offers DSN, RFC 3461 5.2)
 * @param deadlineTaken whether that server took over the sender's time limit (DELIVERBY, RFC 2852)
 */
public record RecipientReply(
    Recipient recipient,
    SmtpReply reply,
    Stage stage,
    boolean inDoubt,
    HostTrace host,
    boolean dsnTaken,
    boolean deadlineTaken) {

  /** Of a server that took over no time limit, as nearly always. */
  public RecipientReply(
      Recipient recipient,
      SmtpReply reply,
      Stage stage,
      boolean inDoubt,
      HostTrace host,
      boolean dsnTaken) {
    this(recipient, reply, stage, inDoubt, host, dsnTaken, false);
  }
}
