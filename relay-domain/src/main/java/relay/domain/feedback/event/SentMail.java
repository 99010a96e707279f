package relay.domain.feedback.event;

import java.util.List;
import java.util.Optional;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/**
 * What is on record of a mail that we sent.
 *
 * @param recipients in the order in which it was accepted for them, as addresses or as what is left
 *     of forgotten ones
 * @param list id of the list that it was sent to; empty text: to none, or nobody knows any more
 */
public record SentMail(QueueId id, MailOwner owner, List<String> recipients, String list) {
  public SentMail {
    recipients = List.copyOf(recipients);
  }

  /** Of a mail that went to no list. */
  public SentMail(QueueId id, MailOwner owner, List<String> recipients) {
    this(id, owner, recipients, "");
  }

  /** Whom a token tells; the only recipient where it tells the mail alone. */
  public Optional<EmailAddress> recipientOf(Genuine token) {
    if (token.tellsRecipient()) {
      return recipient(token.recipient());
    }
    return recipients.size() == 1 ? recipient(0) : Optional.empty();
  }

  /** The recipient at this place; empty when there is none, or no address is left of it. */
  Optional<EmailAddress> recipient(int place) {
    return place < recipients.size() ? address(recipients.get(place)) : Optional.empty();
  }

  /** The only recipient, or the one of this address among several. */
  Optional<EmailAddress> recipient(String address) {
    if (recipients.size() == 1) {
      return recipient(0);
    }
    return recipients.stream()
        .filter(each -> each.equalsIgnoreCase(address))
        .findFirst()
        .flatMap(SentMail::address);
  }

  private static Optional<EmailAddress> address(String text) {
    try {
      return Optional.of(EmailAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
