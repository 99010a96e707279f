package relay.web.mail;

import relay.domain.smtp.SmtpReply;
import relay.web.problem.Problem;

/** What a refusal of SMTP is in HTTP; the text stays the same. */
final class Refusals {
  private static final long RETRY_SECONDS = 30;

  private Refusals() {}

  /**
   * @param field what in the request was refused
   * @param known whether the caller logged in: else a login may help
   */
  static Problem of(SmtpReply reply, String field, boolean known) {
    String text = reply.toString();
    if (isAboutCount(reply)) {
      return Problem.in(422, field, text);
    }
    if (reply.isTemporary()) {
      return Problem.later(text, RETRY_SECONDS);
    }
    if (isAboutSize(reply)) {
      return Problem.in(413, field, text);
    }
    boolean isAboutPolicy = reply.status().map(s -> s.subject() == 7).orElse(false);
    if (isAboutPolicy) {
      return Problem.in(known ? 403 : 401, field, text);
    }
    return Problem.in(422, field, text);
  }

  /** Too many recipients: in SMTP the rest may follow at once, here the request stays too long. */
  private static boolean isAboutCount(SmtpReply reply) {
    return reply.status().filter(s -> s.subject() == 5 && s.detail() == 3).isPresent();
  }

  /** RFC 3463 3.4: X.2.3 and X.3.4 are about the size of a mail. */
  private static boolean isAboutSize(SmtpReply reply) {
    return reply
        .status()
        .filter(s -> s.subject() == 2 && s.detail() == 3 || s.subject() == 3 && s.detail() == 4)
        .isPresent();
  }
}
