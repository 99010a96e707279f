package relay.rar.command;

import java.io.IOException;
import relay.domain.smtp.CommandVerb;
import relay.rar.session.SmtpSession;

/** RSET ends the mail transaction and nothing else. */
final class Reset extends SessionCommand {
  Reset() {
    super(CommandVerb.RSET.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    session.reset();
    session.reply(250, "2.0.0", "forgotten");
  }
}
