package relay.domain.bounce;

import java.util.Locale;
import java.util.Optional;
import relay.domain.delivery.Report;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailDate;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;
import relay.domain.smtp.Xtext;

/**
 * The part of a report that machines read: message/delivery-status of RFC 3464, or
 * message/global-delivery-status of RFC 6533.
 *
 * @param international whether UTF-8 may stand in it
 */
record StatusPart(Report report, String hostName, boolean international) {

  String text() {
    StringBuilder text = new StringBuilder(1024);
    report
        .about()
        .envelope()
        .options()
        .envelopeId()
        .flatMap(Xtext::decode)
        .ifPresent(id -> text.append(PlainText.field("Original-Envelope-Id", clean(id))));
    text.append(PlainText.field("Reporting-MTA", "dns; " + hostName));
    text.append(PlainText.field("Arrival-Date", MailDate.of(report.about().acceptedAt())));
    report
        .about()
        .envelope()
        .options()
        .deliverBy()
        // RFC 2852 5: a field of its own.
        .ifPresent(
            by -> text.append(PlainText.field("Deliver-By-Date", MailDate.of(by.deadline()))));
    text.append(PlainText.field("X-Relay-Queue-Id", report.about().entry().mail().text()));
    for (Report.Item item : report.items()) {
      text.append("\r\n");
      append(text, item);
    }
    return text.toString();
  }

  private void append(StringBuilder text, Report.Item item) {
    item.recipient()
        .originalRecipient()
        .flatMap(this::originalRecipient)
        .ifPresent(original -> text.append(PlainText.field("Original-Recipient", original)));
    text.append(PlainText.field("Final-Recipient", finalRecipient(item.recipient())));
    text.append(PlainText.field("Action", action()));
    text.append(PlainText.field("Status", item.status().toString()));
    if (!item.host().isEmpty()) {
      text.append(PlainText.field("Remote-MTA", "dns; " + PlainText.ascii(item.host())));
    }
    text.append(PlainText.field("Diagnostic-Code", diagnostic(item.reply())));
    item.attemptedAt()
        .ifPresent(at -> text.append(PlainText.field("Last-Attempt-Date", MailDate.of(at))));
    report
        .willRetryUntil()
        .ifPresent(until -> text.append(PlainText.field("Will-Retry-Until", MailDate.of(until))));
  }

  private String action() {
    return switch (report.kind()) {
      case FAILURE -> "failed";
      case DELAY -> "delayed";
      case SUCCESS -> "relayed";
    };
  }

  /** RFC 3464 2.3.6: the type tells whose words these are; local ones are none of SMTP's. */
  private String diagnostic(SmtpReply reply) {
    return (reply.local() ? "X-Relay; " : "smtp; ") + clean(reply.toString());
  }

  private String finalRecipient(Recipient recipient) {
    EmailAddress address = recipient.address();
    if (!address.needsSmtpUtf8()) {
      return "rfc822; " + address.withAsciiDomain();
    }
    return "utf-8; " + (international ? address.toString() : unitext(address.toString()));
  }

  /** {@code type;xtext} becomes {@code type; text} (RFC 3461 4.2). */
  private Optional<String> originalRecipient(String orcpt) {
    int semicolon = orcpt.indexOf(';');
    if (semicolon <= 0) {
      return Optional.empty();
    }
    String type = PlainText.ascii(orcpt.substring(0, semicolon));
    String value = orcpt.substring(semicolon + 1);
    if (type.toLowerCase(Locale.ROOT).equals("utf-8")) {
      // RFC 6533 3: its own encoding, which is as good in the report as it was in the command.
      return Optional.of(type + "; " + clean(value));
    }
    return Xtext.decode(value).map(text -> type + "; " + clean(text));
  }

  private String clean(String text) {
    return international ? PlainText.printable(text) : PlainText.ascii(text);
  }

  /** RFC 6533 3, utf-8-addr-unitext: {@code \x{HEX}} for what is not ASCII. */
  private static String unitext(String address) {
    StringBuilder out = new StringBuilder(address.length() + 16);
    address
        .codePoints()
        .forEach(
            c -> {
              if (c > ' ' && c < 127 && c != '\\' && c != '+' && c != '=') {
                out.append((char) c);
              } else {
                out.append("\\x{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
                out.append('}');
              }
            });
    return out.toString();
  }
}
