package relay.domain.delivery;

import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOwner;
import relay.domain.routing.NextHop;

/**
 * What to carry where.
 *
 * @param owner whose mail it is
 * @param origin where it leaves from
 * @param allowance what the attempt may have of the server
 * @param addedFields header fields to send before the content (signatures), CR LF ended; empty when
 *     none
 * @param beforeFinalDot called once at least one recipient was taken and before the first octet of
 *     the content goes out; when it throws, nothing of the content is sent
 */
public record TransmissionOrder(
    String queueId,
    MailOwner owner,
    Envelope envelope,
    NextHop hop,
    Origin origin,
    Allowance allowance,
    byte[] addedFields,
    Content content,
    Runnable beforeFinalDot) {

  /** Without limits but those of the settings. */
  public TransmissionOrder(
      String queueId,
      MailOwner owner,
      Envelope envelope,
      NextHop hop,
      Origin origin,
      byte[] addedFields,
      Content content,
      Runnable beforeFinalDot) {
    this(
        queueId,
        owner,
        envelope,
        hop,
        origin,
        Allowance.FREE,
        addedFields,
        content,
        beforeFinalDot);
  }
}
