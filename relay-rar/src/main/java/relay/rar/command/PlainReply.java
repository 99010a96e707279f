package relay.rar.command;

import java.io.IOException;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.SmtpReply;
import relay.rar.session.SmtpSession;

/** Commands whose answer is always the same and which change nothing. */
final class PlainReply extends SessionCommand {
  private final SmtpReply reply;

  private PlainReply(CommandVerb verb, SmtpReply reply) {
    super(verb.name());
    this.reply = reply;
  }

  static PlainReply noop() {
    return new PlainReply(CommandVerb.NOOP, SmtpReply.local(250, "2.0.0", "ok"));
  }

  /** RFC 5321 7.3: who is here is not told. */
  static PlainReply vrfy() {
    return new PlainReply(
        CommandVerb.VRFY, SmtpReply.local(252, "2.5.0", "not verified; send the mail and see"));
  }

  static PlainReply expn() {
    return new PlainReply(CommandVerb.EXPN, SmtpReply.local(502, "5.5.1", "no lists are shown"));
  }

  static PlainReply help() {
    return new PlainReply(
        CommandVerb.HELP,
        SmtpReply.local(
            214,
            "2.0.0",
            "EHLO HELO MAIL RCPT DATA BDAT RSET NOOP QUIT VRFY HELP AUTH STARTTLS; see RFC 5321"));
  }

  @Override
  void run(SmtpSession session) throws IOException {
    session.reply(reply);
  }
}
