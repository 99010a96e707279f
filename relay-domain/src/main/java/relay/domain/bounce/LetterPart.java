package relay.domain.bounce;

import java.util.List;
import relay.domain.delivery.Cause;
import relay.domain.delivery.Report;
import relay.domain.delivery.Report.Kind;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailDate;
import relay.domain.smtp.SmtpReply;

/**
 * The part of a report that people read: what happened, to whom, why, and what they can do.
 *
 * @param hostName who writes
 */
record LetterPart(Report report, String hostName) {
  private static final int SERVER_LINES_MAX = 20;

  /** ASCII; names a recipient only when there is one and the name fits in. */
  String subject() {
    int count = report.items().size();
    EmailAddress first = report.items().get(0).recipient().address();
    boolean named = count == 1 && !first.needsSmtpUtf8();
    String whom = named ? first.withAsciiDomain() : recipients(count);
    return switch (report.kind()) {
      case FAILURE -> "Not delivered: your mail to " + whom;
      case DELAY -> "Delayed: your mail to " + whom;
      case SUCCESS -> "Passed on: your mail to " + whom;
    };
  }

  /** CR LF line ends; not always ASCII. */
  String text() {
    var text = new StringBuilder(2048);
    paragraph(text, "This is the mail system at " + hostName + ". " + opening());
    for (Report.Item item : report.items()) {
      append(text, item);
    }
    closing(text);
    return text.toString();
  }

  private String opening() {
    String whom = report.items().size() == 1 ? "the recipient" : "the recipients";
    String sent = "Your mail of " + MailDate.of(report.about().acceptedAt());
    return switch (report.kind()) {
      case FAILURE ->
          sent + " could not be delivered to " + whom + " below. It will not be tried again.";
      case DELAY ->
          sent
              + " has not yet been delivered to "
              + whom
              + " below. This is only for your information: you need not do anything, and need not"
              + " send the mail again.";
      case SUCCESS ->
          sent + " was handed to the mail server of " + whom + " below. " + afterwards();
    };
  }

  private String afterwards() {
    return report.about().envelope().options().deliverBy().isPresent()
        ? "You set a time limit for it; from here on that server answers for the time."
        : "That server does not confirm deliveries, so this is the last you hear of it unless"
            + " something goes wrong there.";
  }

  private void append(StringBuilder text, Report.Item item) {
    text.append("\r\n<").append(PlainText.printable(item.recipient().address().toString()));
    text.append(">\r\n");
    if (report.kind() != Kind.SUCCESS) {
      Cause cause = item.cause();
      String verb = report.kind() == Kind.DELAY ? "Waits" : "Failed";
      lines(text, PlainText.wrapped(verb + " because " + cause.sentence() + ".", 4));
    }
    quote(text, item);
    if (report.kind() == Kind.FAILURE) {
      lines(text, PlainText.wrapped(Advice.about(item.cause()), 4));
    }
  }

  /** The words of others are set off by a bar, so that nobody takes them for ours. */
  private static void quote(StringBuilder text, Report.Item item) {
    SmtpReply reply = item.reply();
    if (reply.local()) {
      lines(text, PlainText.wrapped("In detail: " + said(reply, 0), 4));
      return;
    }
    String host = item.host().isEmpty() ? "the mail server" : item.host();
    lines(text, PlainText.wrapped(PlainText.printable(host) + " said:", 4));
    int count = Math.min(reply.lines().size(), SERVER_LINES_MAX);
    for (int i = 0; i < count; i++) {
      for (String line : PlainText.wrapped(said(reply, i), 6)) {
        text.append("    | ").append(line.substring(6)).append("\r\n");
      }
    }
  }

  private static String said(SmtpReply reply, int line) {
    String words = PlainText.printable(reply.lines().get(line));
    String status = reply.status().map(s -> " " + s).orElse("");
    return line == 0 && !reply.local() ? reply.code() + status + " " + words : words;
  }

  private void closing(StringBuilder text) {
    text.append("\r\n");
    report
        .willRetryUntil()
        .ifPresent(
            until ->
                paragraph(text, "Delivery will be tried again until " + MailDate.of(until) + "."));
    paragraph(
        text,
        "The mail has the number "
            + report.about().entry().mail()
            + " here; please name it when you ask for help. What follows is for machines, and your"
            + " mail or its header.");
  }

  private static void paragraph(StringBuilder text, String words) {
    lines(text, PlainText.wrapped(words, 0));
  }

  private static void lines(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append("\r\n"));
  }

  private static String recipients(int count) {
    return count == 1 ? "one recipient" : count + " recipients";
  }
}
