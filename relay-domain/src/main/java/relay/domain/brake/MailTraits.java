package relay.domain.brake;

import java.time.Instant;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;
import relay.domain.queue.QueuedMail;

/**
 * What brakes can tell mails by.
 *
 * @param tenant id of the tenant
 * @param stream name of the tenant's stream
 * @param campaign that it belongs to; empty text for none, and while it is not known
 * @param senderDomain of the envelope, canonical; empty for the null path
 * @param mail null while the mail has no id
 */
public record MailTraits(
    String tenant,
    String stream,
    String campaign,
    String senderDomain,
    QueueId mail,
    Instant acceptedAt) {

  public static MailTraits of(QueuedMail mail) {
    return new MailTraits(
        mail.owner().tenant(),
        mail.owner().stream(),
        mail.owner().campaign(),
        mail.envelope().sender().address().map(MailTraits::domainOf).orElse(""),
        mail.entry().mail(),
        mail.acceptedAt());
  }

  /**
   * What is known of a mail that is just being handed in.
   *
   * @param tenant empty text while it is not known
   */
  public static MailTraits arriving(String tenant, ReversePath sender, Instant now) {
    return new MailTraits(
        tenant, "", "", sender.address().map(MailTraits::domainOf).orElse(""), null, now);
  }

  /** The domain of an address in the form that patterns are compared with. */
  public static String domainOf(EmailAddress address) {
    return address.domainName().map(DomainName::ascii).orElse(address.domain());
  }
}
