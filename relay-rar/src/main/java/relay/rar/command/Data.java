package relay.rar.command;

import java.io.IOException;
import relay.domain.smtp.BodyDecoder;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.SmtpReply;
import relay.rar.content.Intake;
import relay.rar.session.MailTransaction;
import relay.rar.session.SmtpSession;
import relay.rar.wire.Wire;

/** DATA: the whole mail up to CR LF dot CR LF (RFC 5321 4.1.1.4). */
final class Data extends SessionCommand {
  Data() {
    super(CommandVerb.DATA.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    MailTransaction transaction = session.transaction();
    if (!session.argument().isEmpty()) {
      session.reply(501, "5.5.4", "DATA stands alone");
    } else if (transaction == null) {
      session.reply(503, "5.5.1", "say MAIL first");
    } else if (transaction.hasChunks()) {
      session.reply(503, "5.5.1", "after BDAT only BDAT or RSET");
    } else if (transaction.recipientCount() == 0) {
      session.reply(554, "5.5.1", "no recipient was taken");
    } else if (session.service().store().budget().isExhausted()) {
      session.reset();
      session.reply(452, "4.3.1", "too much mail at once, try again later");
    } else {
      receive(session);
    }
  }

  private static void receive(SmtpSession session) throws IOException {
    long sizeMax = session.policy().sizeMax();
    try (Intake intake = new Intake(session.service().store(), sizeMax)) {
      int lineMax = session.service().settings().content().lineOctets();
      BodyDecoder decoder = BodyDecoder.ofData(lineMax, intake::write);
      session.reply(354, "", "send the mail, end with a dot on a line of its own");
      session.readingContent(true);
      if (!read(session, decoder, intake, sizeMax)) {
        return;
      }
      session.readingContent(false);
      Handover.finish(session, intake, decoder);
    }
  }

  /** Hears the client out; false when the session ends instead. */
  private static boolean read(SmtpSession session, BodyDecoder decoder, Intake intake, long sizeMax)
      throws IOException {
    Wire wire = session.wire();
    ContentPace pace = new ContentPace(session);
    while (!decoder.isEnded()) {
      pace.check(intake.size());
      if (!wire.await()) {
        session.abandon();
        return false;
      }
      wire.consume(decoder.decode(wire.block(), wire.blockOffset(), wire.unread()));
      if (intake.size() > farOver(sizeMax)) {
        session.close(SmtpReply.local(552, "5.3.4", "far larger than the size announced by us"));
        return false;
      }
    }
    return true;
  }

  /** Beyond this we do not listen to the end only to refuse. */
  static long farOver(long sizeMax) {
    return sizeMax + Math.max(sizeMax, 1 << 20);
  }
}
