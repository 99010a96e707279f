package relay.domain.reception;

import java.util.Optional;
import relay.domain.control.Responsible;
import relay.domain.smtp.SmtpReply;

/** What the policy says to one command or mail. */
public sealed interface Verdict {
  Verdict ALLOWED = new Allowed();

  record Allowed() implements Verdict {}

  /**
   * It may not be.
   *
   * @param by what the refusal rests on; empty where no setting or object has a say
   */
  record Refused(SmtpReply reply, Optional<Responsible> by) implements Verdict {}

  static Verdict refused(int code, String status, String text) {
    return new Refused(SmtpReply.local(code, status, text), Optional.empty());
  }

  static Verdict refused(Responsible by, int code, String status, String text) {
    return new Refused(SmtpReply.local(code, status, text), Optional.of(by));
  }
}
