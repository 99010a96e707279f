package relay.rar.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import relay.domain.listener.TlsMode;
import relay.domain.smtp.CommandVerb;
import relay.rar.session.SmtpSession;
import relay.rar.tls.Handshake;

/** STARTTLS (RFC 3207): everything said before is forgotten, said too early is thrown away. */
final class StartTls extends SessionCommand {
  private static final Logger LOG = System.getLogger(StartTls.class.getName());

  StartTls() {
    super(CommandVerb.STARTTLS.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    if (session.service().listener().tls() != TlsMode.STARTTLS) {
      session.reply(502, "5.5.1", "STARTTLS is not offered here");
    } else if (session.peer().isEncrypted()) {
      session.reply(503, "5.5.1", "TLS is on already");
    } else if (!session.argument().isEmpty()) {
      session.reply(501, "5.5.4", "STARTTLS stands alone");
    } else {
      encrypt(session);
    }
  }

  private static void encrypt(SmtpSession session) throws IOException {
    Handshake handshake;
    try {
      handshake = session.service().tls().begin();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "no TLS on listener " + session.service().listener().name(), e);
      session.reply(454, "4.7.0", "TLS is not to be had now");
      return;
    }
    session.reset();
    session.reply(220, "2.0.0", "go on with TLS");
    session.wire().flush();
    // CVE-2011-0411: what came in the same packet was not protected, so it was never said.
    session.wire().discardInput();
    session.peer().encrypted(handshake.over(session.wire(), new byte[0], handshakeEnd(session)));
  }

  private static long handshakeEnd(SmtpSession session) {
    return session.nanoTime() + session.service().settings().times().handshake().toNanos();
  }
}
