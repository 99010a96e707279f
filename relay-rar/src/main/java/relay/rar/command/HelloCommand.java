package relay.rar.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import relay.domain.smtp.ClientName;
import relay.domain.smtp.CommandVerb;
import relay.rar.session.SmtpSession;

/** HELO and EHLO (RFC 5321 4.1.1.1): both end a mail transaction. */
final class HelloCommand extends SessionCommand {
  private final boolean extended;

  HelloCommand(CommandVerb verb) {
    super(verb.name());
    this.extended = verb == CommandVerb.EHLO;
  }

  @Override
  void run(SmtpSession session) throws IOException {
    Optional<String> name = ClientName.parse(session.argument());
    if (name.isEmpty()) {
      session.reply(501, "5.5.4", "your host name or address literal is needed");
      return;
    }
    // The policy may be out of reach: find out before anything changes.
    List<String> keywords =
        extended ? session.offer().keywords(session.service().clock().instant()) : List.of();
    session.reset();
    session.peer().greeted(name.get(), extended);
    String ourName = session.service().hostName();
    boolean alone = keywords.isEmpty();
    // RFC 2034 4: replies to HELO and EHLO carry no enhanced status.
    session.wire().text(250, alone ? ' ' : '-', "", ourName);
    for (String keyword : keywords) {
      session.wire().text(250, '-', "", keyword);
    }
    if (!alone) {
      lastLine(session);
    }
  }

  private static void lastLine(SmtpSession session) throws IOException {
    if (XclientAccess.isAllowed(session)) {
      session.wire().text(250, '-', "", "XCLIENT NAME ADDR PORT PROTO HELO");
    }
    session.wire().text(250, ' ', "", "HELP");
  }
}
