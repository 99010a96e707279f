package relay.rar.command;

import java.io.IOException;
import relay.rar.session.Disorder;
import relay.rar.session.SmtpSession;

/** The answer to everything that is no command; no client can call it by name. */
final class DisorderReply extends SessionCommand {
  DisorderReply() {
    super(SmtpSession.DISORDER);
  }

  @Override
  void run(SmtpSession session) throws IOException {
    Disorder what = session.disorder();
    if (what.isFatal()) {
      session.close(what.reply());
      return;
    }
    session.reply(what.reply());
    session.countUnknownCommand();
  }
}
