package relay.rar.command;

import java.io.IOException;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.SmtpReply;
import relay.rar.session.SmtpSession;

/** QUIT ends the session. */
final class Quit extends SessionCommand {
  private static final SmtpReply BYE = SmtpReply.local(221, "2.0.0", "goodbye");

  Quit() {
    super(CommandVerb.QUIT.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    session.reset();
    session.close(BYE);
  }
}
