package relay.domain.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/**
 * Whether a server can take a mail as it is; where not, the local reply that says why. Looks into
 * the content only when an extension is missing that the mail might need.
 */
public final class ServerFit {
  private final Envelope envelope;
  private final Content content;
  private final boolean eightBitAnyway;

  /**
   * @param eightBitAnyway whether 8-bit content goes to servers that do not offer 8BITMIME, too
   */
  public ServerFit(Envelope envelope, Content content, boolean eightBitAnyway) {
    this.envelope = envelope;
    this.content = content;
    this.eightBitAnyway = eightBitAnyway;
  }

  /**
   * A promise that this server does not make, though the mail is bound to it; another host of the
   * same destination may.
   *
   * @param verifiedTls whether the connection is encrypted and the certificate names the host
   */
  public Optional<SmtpReply> missingPromise(
      ServerExtensions server, boolean verifiedTls, Instant now) {
    MailOptions options = envelope.options();
    if (RequiredTls.binds(envelope) && !(verifiedTls && server.offers("REQUIRETLS"))) {
      return refused(550, "5.7.30", "the next host does not promise REQUIRETLS over verified TLS");
    }
    return options.deliverBy().filter(DeliverBy::returnAfter).flatMap(by -> late(server, by, now));
  }

  /** RFC 2852 4.1.4: in return mode the mail goes only where the time is kept. */
  private static Optional<SmtpReply> late(ServerExtensions server, DeliverBy by, Instant now) {
    if (!server.offers("DELIVERBY")) {
      return refused(554, "5.4.7", "the next host does not promise delivery by a time (DELIVERBY)");
    }
    long left = Duration.between(now, by.deadline()).toSeconds();
    return left < Math.max(1, server.deliverByMinSeconds())
        ? refused(
            554,
            "5.4.7",
            "the next host needs "
                + server.deliverByMinSeconds()
                + " s to deliver, left are "
                + left)
        : Optional.empty();
  }

  /**
   * A reason why the server cannot take the mail for anyone.
   *
   * @param size of content and added fields, in octets
   * @throws IOException when the content cannot be read
   */
  public Optional<SmtpReply> obstacle(ServerExtensions server, long size) throws IOException {
    MailOptions options = envelope.options();
    if (size > server.sizeMax()) {
      return refused(
          552, "5.3.4", "the next host takes " + server.sizeMax() + " octets, this has " + size);
    }
    if (!server.offers("SMTPUTF8")) {
      if (needsUtf8(envelope.sender().address())) {
        return refused(553, "5.6.7", "the next host cannot take the sender's address (SMTPUTF8)");
      }
      if (options.smtpUtf8() && ContentScan.hasEightBitHeader(content)) {
        return refused(550, "5.6.9", "the next host cannot take header fields in UTF-8 (SMTPUTF8)");
      }
    }
    if (options.eightBit()
        && !eightBitAnyway
        && !server.offers("8BITMIME")
        && ContentScan.hasEightBit(content)) {
      return refused(554, "5.6.3", "the next host cannot take 8-bit content (8BITMIME)");
    }
    return Optional.empty();
  }

  /** A reason why the server cannot take the mail for this recipient. */
  public Optional<SmtpReply> obstacle(ServerExtensions server, Recipient recipient) {
    return !server.offers("SMTPUTF8") && recipient.address().needsSmtpUtf8()
        ? refused(553, "5.6.7", "the next host cannot take the recipient's address (SMTPUTF8)")
        : Optional.empty();
  }

  private static boolean needsUtf8(Optional<EmailAddress> sender) {
    return sender.isPresent() && sender.get().needsSmtpUtf8();
  }

  private static Optional<SmtpReply> refused(int code, String status, String text) {
    return Optional.of(SmtpReply.local(code, status, text));
  }
}
