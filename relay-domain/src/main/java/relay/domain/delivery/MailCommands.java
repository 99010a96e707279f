package relay.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.smtp.Xtext;

/**
 * The MAIL and RCPT commands of one mail for one server: every parameter that came with the mail is
 * passed on when the server offers its extension. Without line ends. Not thread-safe.
 */
public final class MailCommands {
  private static final Notify[] NOTIFY_IN_ORDER = Notify.values();
  private final Envelope envelope;
  private final MailOptions options;
  private final ServerExtensions server;
  private final long size;
  private final boolean utf8;
  private final boolean reports;

  /**
   * @param size of the content with added fields, in octets
   */
  public MailCommands(Envelope envelope, long size, ServerExtensions server) {
    this.envelope = envelope;
    this.options = envelope.options();
    this.server = server;
    this.size = size;
    this.utf8 = server.offers("SMTPUTF8") && asksForUtf8(envelope);
    this.reports = server.offers("DSN");
  }

  /** The MAIL command; {@code now} is for the time that DELIVERBY leaves. */
  public String mail(Instant now) {
    var line = new StringBuilder(128).append("MAIL FROM:<");
    envelope.sender().address().ifPresent(a -> line.append(onTheWire(a)));
    line.append('>');
    if (server.offers("SIZE")) {
      line.append(" SIZE=").append(size);
    }
    if (options.eightBit() && server.offers("8BITMIME")) {
      line.append(" BODY=8BITMIME");
    }
    if (utf8) {
      line.append(" SMTPUTF8");
    }
    if (reports) {
      options.ret().ifPresent(ret -> line.append(" RET=").append(ret));
      options.envelopeId().ifPresent(id -> line.append(" ENVID=").append(id));
    }
    // Mail that is bound to it comes only to servers that offer it, reports may come to others.
    if (options.requireTls() && server.offers("REQUIRETLS")) {
      line.append(" REQUIRETLS");
    }
    if (options.deliverBy().isPresent() && server.offers("DELIVERBY")) {
      appendDeliverBy(options.deliverBy().get(), now, line);
    }
    if (options.priority() != 0 && server.offers("MT-PRIORITY")) {
      line.append(" MT-PRIORITY=").append(options.priority());
    }
    return line.toString();
  }

  public String rcpt(Recipient recipient) {
    var line = new StringBuilder(96).append("RCPT TO:<").append(onTheWire(recipient.address()));
    line.append('>');
    if (reports) {
      if (!recipient.notifyOn().isEmpty()) {
        appendNotify(recipient, line);
      }
      // RFC 6533 3: a server without SMTPUTF8 gets the form in ASCII.
      recipient
          .originalRecipient()
          .ifPresent(o -> line.append(" ORCPT=").append(utf8 ? o : Xtext.embedded(o)));
    }
    return line.toString();
  }

  /** Whether sender or a recipient, or the client that handed the mail in, calls for SMTPUTF8. */
  static boolean asksForUtf8(Envelope envelope) {
    return envelope.options().smtpUtf8()
        || envelope.sender().address().map(EmailAddress::needsSmtpUtf8).orElse(false)
        || envelope.recipients().stream().anyMatch(r -> r.address().needsSmtpUtf8());
  }

  private String onTheWire(EmailAddress address) {
    return utf8 || isAscii(address.domain()) ? address.toString() : address.withAsciiDomain();
  }

  private static void appendNotify(Recipient recipient, StringBuilder line) {
    String separator = " NOTIFY=";
    for (Notify kind : NOTIFY_IN_ORDER) {
      if (recipient.notifyOn().contains(kind)) {
        line.append(separator).append(kind);
        separator = ",";
      }
    }
  }

  /** RFC 2852 4: the time left; negative only in notify mode. */
  private static void appendDeliverBy(MailOptions.DeliverBy by, Instant now, StringBuilder line) {
    long seconds = Duration.between(now, by.deadline()).toSeconds();
    line.append(" BY=").append(by.returnAfter() ? Math.max(1, seconds) : seconds);
    line.append(by.returnAfter() ? ";R" : ";N").append(by.trace() ? "T" : "");
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
