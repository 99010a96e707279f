package relay.rar.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.HelpMessage;
import org.subethamail.smtp.server.Session;
import relay.rar.application.ApplicationUnavailable;
import relay.rar.session.ClientSocket;
import relay.rar.session.Disorder;
import relay.rar.session.SmtpSession;

/**
 * What all commands have in common: the way from the library's session to ours, and what becomes of
 * failures. One instance serves all sessions.
 */
public abstract class SessionCommand implements Command {
  private static final Logger LOG = System.getLogger(SessionCommand.class.getName());

  private final String name;

  SessionCommand(String name) {
    this.name = name;
  }

  /** Does the command and replies; an unchecked exception becomes 451, never 5xx. */
  abstract void run(SmtpSession session) throws IOException;

  @Override
  public final void execute(String bareName, Session librarySession) {
    SmtpSession session = ((ClientSocket) librarySession.getSocket()).session();
    try {
      if (session.countCommand()) {
        attempt(session);
      }
      if (session.isClosing()) {
        session.wire().flush();
      }
    } catch (SocketTimeoutException e) {
      timedOut(session);
    } catch (IOException e) {
      // The client is gone; whatever was under way is not ours.
      session.abandon();
    }
    if (session.isClosing()) {
      librarySession.quit();
    }
  }

  private void attempt(SmtpSession session) throws IOException {
    try {
      run(session);
    } catch (ApplicationUnavailable e) {
      LOG.log(Level.WARNING, name + " refused for now: " + e.getMessage(), e);
      failed(session, "4.3.2", "the service cannot be asked now, try again later");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, name + " failed", e);
      failed(session, "4.3.0", "something is wrong here, try again later");
    }
  }

  private static void failed(SmtpSession session, String status, String text) throws IOException {
    // Octets of a mail may still be under way: going on would read them as commands.
    session.reply(session.isReadingContent() ? 421 : 451, status, text);
  }

  private static void timedOut(SmtpSession session) {
    try {
      session.close(Disorder.TIMEOUT.reply());
      session.wire().flush();
    } catch (IOException e) {
      session.abandon();
    }
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final HelpMessage getHelp() {
    return new HelpMessage(name, "");
  }
}
