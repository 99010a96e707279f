package relay.ejb.delivery.targets;

import relay.domain.smtp.SmtpReply;

/**
 * What the status of a web service means for a mail. What the operator can mend (a wrong address or
 * token) is temporary: no sender loses mail to it.
 */
final class WebReply {
  private WebReply() {}

  static SmtpReply of(int status) {
    String text = "The web service answered HTTP " + status;
    if (status < 300) {
      return SmtpReply.local(250, "2.0.0", text);
    }
    return switch (status) {
      case 400, 406, 415, 422 -> SmtpReply.local(554, "5.6.0", text + ": it refuses this mail");
      case 401, 403, 407 -> SmtpReply.local(454, "4.7.8", text + ": it refuses our login");
      case 410 -> SmtpReply.local(550, "5.1.1", text + ": the recipient is gone");
      case 413 -> SmtpReply.local(552, "5.3.4", text + ": the mail is too big");
      case 408, 425, 429 -> SmtpReply.local(450, "4.7.0", text + ": come again later");
      case 507 -> SmtpReply.local(452, "4.3.1", text + ": no space is left");
      default ->
          status >= 500
              ? SmtpReply.local(451, "4.3.0", text + ": it has a problem of its own")
              : SmtpReply.local(451, "4.3.5", text + ": the URL of the target may be wrong");
    };
  }
}
