package relay.rar.command;

import java.io.IOException;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.SmtpReply;
import relay.rar.session.SmtpSession;

/**
 * The verbs of HTTP: some page makes a browser post to our port, and its body would be read as
 * commands. The session ends at once.
 */
final class HttpVerb extends SessionCommand {
  private static final SmtpReply NOT_HTTP = SmtpReply.local(421, "4.7.0", "this is not HTTP");

  HttpVerb(CommandVerb verb) {
    super(verb.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    session.close(NOT_HTTP);
  }
}
