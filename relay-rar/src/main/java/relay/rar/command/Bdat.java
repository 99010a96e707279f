package relay.rar.command;

import java.io.IOException;
import java.util.Optional;
import relay.domain.smtp.BdatCommand;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.Parsed;
import relay.domain.smtp.SmtpReply;
import relay.rar.content.Intake;
import relay.rar.session.MailTransaction;
import relay.rar.session.SmtpSession;
import relay.rar.wire.Wire;

/**
 * BDAT: the mail in chunks of announced length (RFC 3030 2). The octets of a chunk follow the
 * command at once, whatever we think of it: they are always read before we answer.
 */
final class Bdat extends SessionCommand {
  Bdat() {
    super(CommandVerb.BDAT.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    Parsed<BdatCommand> parsed = BdatCommand.parse(session.argument());
    if (parsed instanceof Parsed.Rejected<BdatCommand> bad) {
      // Nobody knows where the octets end and the next command begins.
      session.close(bad.reply());
    } else if (parsed instanceof Parsed.Value<BdatCommand> good) {
      take(session, good.value());
    }
  }

  private static void take(SmtpSession session, BdatCommand chunk) throws IOException {
    session.readingContent(true);
    long sizeMax = session.policy().sizeMax();
    if (chunk.octets() > Data.farOver(sizeMax)) {
      session.close(SmtpReply.local(552, "5.3.4", "far larger than the size announced by us"));
      return;
    }
    MailTransaction transaction = session.transaction();
    Optional<SmtpReply> refusal = refusal(transaction);
    if (refusal.isEmpty() && transaction.chunks() == null) {
      transaction.beginChunks(
          new Intake(session.service().store(), sizeMax),
          session.service().settings().content().lineOctets());
    }
    if (!read(session, chunk.octets(), refusal.isEmpty() ? transaction : null)) {
      session.abandon();
      return;
    }
    session.readingContent(false);
    if (refusal.isPresent()) {
      session.reply(refusal.get());
    } else {
      answer(session, transaction, chunk);
    }
  }

  private static Optional<SmtpReply> refusal(MailTransaction transaction) {
    if (transaction == null) {
      return Optional.of(SmtpReply.local(503, "5.5.1", "say MAIL first"));
    }
    if (transaction.recipientCount() == 0) {
      return Optional.of(SmtpReply.local(554, "5.5.1", "no recipient was taken"));
    }
    return transaction.areChunksRefused()
        ? Optional.of(SmtpReply.local(503, "5.5.1", "this mail was refused; say RSET"))
        : Optional.empty();
  }

  /** Reads exactly the octets of the chunk; false when the connection ended before. */
  private static boolean read(SmtpSession session, long octets, MailTransaction transaction)
      throws IOException {
    Wire wire = session.wire();
    ContentPace pace = new ContentPace(session);
    long left = octets;
    while (left > 0) {
      pace.check(octets - left);
      if (!wire.await()) {
        return false;
      }
      int n = (int) Math.min(left, wire.unread());
      if (transaction != null) {
        transaction.chunkDecoder().decode(wire.block(), wire.blockOffset(), n);
      }
      wire.consume(n);
      left -= n;
    }
    return true;
  }

  private static void answer(SmtpSession session, MailTransaction transaction, BdatCommand chunk)
      throws IOException {
    if (chunk.last()) {
      transaction.chunkDecoder().finish();
      Handover.finish(session, transaction.chunks(), transaction.chunkDecoder());
      return;
    }
    var refusal = Handover.refusal(session, transaction.chunks(), transaction.chunkDecoder());
    if (refusal.isPresent()) {
      transaction.refuseChunks();
      session.reply(refusal.get());
    } else {
      session.reply(250, "2.0.0", chunk.octets() + " octets taken");
    }
  }
}
