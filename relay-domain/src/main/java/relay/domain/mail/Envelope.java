package relay.domain.mail;

import java.util.List;

/** Who a mail is from and for, as RFC 5321 means it; the header fields have no say here. */
public record Envelope(ReversePath sender, List<Recipient> recipients, MailOptions options) {
  public Envelope {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("an envelope has at least one recipient");
    }
  }

  public Envelope withRecipients(List<Recipient> some) {
    return new Envelope(sender, some, options);
  }
}
