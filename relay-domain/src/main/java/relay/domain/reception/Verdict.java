package relay.domain.reception;

import relay.domain.smtp.SmtpReply;

/** What the policy says to one command or mail. */
public sealed interface Verdict {
  Verdict ALLOWED = new Allowed();

  record Allowed() implements Verdict {}

  record Refused(SmtpReply reply) implements Verdict {}

  static Verdict refused(int code, String status, String text) {
    return new Refused(SmtpReply.local(code, status, text));
  }
}
