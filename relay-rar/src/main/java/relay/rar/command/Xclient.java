package relay.rar.command;

import java.io.IOException;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.Parsed;
import relay.domain.smtp.XclientCommand;
import relay.rar.session.SmtpSession;

/** XCLIENT: from a trusted proxy only; the session begins again as the client it speaks for. */
final class Xclient extends SessionCommand {
  Xclient() {
    super(CommandVerb.XCLIENT.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    if (!XclientAccess.isAllowed(session)) {
      session.reply(550, "5.7.1", "XCLIENT is not for you");
      return;
    }
    if (session.transaction() != null) {
      session.reply(503, "5.5.1", "not within a mail transaction");
      return;
    }
    Parsed<XclientCommand> parsed = XclientCommand.parse(session.argument());
    if (parsed instanceof Parsed.Value<XclientCommand> good) {
      session.peer().speaksFor(good.value().address());
      session.reply(220, "", session.service().hostName() + " ESMTP");
    } else if (parsed instanceof Parsed.Rejected<XclientCommand> bad) {
      session.reply(bad.reply());
    }
  }
}
