package relay.rar.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionSettings.LineEnds;
import relay.domain.reception.Submission;
import relay.domain.smtp.BodyDecoder;
import relay.domain.smtp.SmtpReply;
import relay.rar.content.Intake;
import relay.rar.session.MailTransaction;
import relay.rar.session.SmtpSession;

/** What DATA and BDAT do when the last octet of a mail is here: refuse it, or hand it over. */
final class Handover {
  private static final Logger LOG = System.getLogger(Handover.class.getName());

  private Handover() {}

  /** Answers the client and ends the transaction, in this order. */
  static void finish(SmtpSession session, Intake intake, BodyDecoder decoder) throws IOException {
    try {
      Optional<SmtpReply> refusal = refusal(session, intake, decoder);
      if (refusal.isPresent()) {
        session.reply(refusal.get());
      } else {
        submit(session, session.transaction(), intake.content());
      }
    } finally {
      session.reset();
    }
  }

  /** Why what came cannot be taken, if so. */
  static Optional<SmtpReply> refusal(SmtpSession session, Intake intake, BodyDecoder decoder) {
    if (intake.trouble().isPresent()) {
      return Optional.of(reply(session, intake));
    }
    if (decoder.hasBareLineEnds() && session.policy().lineEnds() == LineEnds.REJECT) {
      return Optional.of(
          SmtpReply.local(550, "5.6.11", "a CR or LF stands alone; lines of mail end with CR LF"));
    }
    if (decoder.hasLongLines()) {
      int max = session.service().settings().content().lineOctets();
      return Optional.of(SmtpReply.local(550, "5.6.0", "a line is longer than " + max + " octets"));
    }
    return Optional.empty();
  }

  private static SmtpReply reply(SmtpSession session, Intake intake) {
    return switch (intake.trouble().orElseThrow()) {
      case TOO_LARGE ->
          SmtpReply.local(
              552, "5.3.4", "larger than the " + session.policy().sizeMax() + " octets taken here");
      case NO_MEMORY -> SmtpReply.local(452, "4.3.1", "too much mail at once, try again later");
      case NO_DISK -> {
        LOG.log(Level.ERROR, "a mail could not be kept in a file", intake.cause().orElse(null));
        yield SmtpReply.local(452, "4.3.1", "no room for the mail, try again later");
      }
    };
  }

  private static void submit(SmtpSession session, MailTransaction transaction, Content content)
      throws IOException {
    var mail =
        new Submission(
            session.peer().facts(transaction.isSmtpUtf8()),
            transaction.envelope(),
            content,
            Optional.empty(),
            Optional.empty());
    Receipt receipt = session.service().application().submit(mail);
    session.countMessage();
    if (receipt instanceof Receipt.Accepted accepted) {
      session.reply(250, "2.0.0", "queued as " + accepted.queueId());
    } else if (receipt instanceof Receipt.Refused refused && !refused.reply().isPositive()) {
      session.reply(refused.reply());
    } else {
      LOG.log(Level.ERROR, "the application gave no usable receipt: " + receipt);
      session.reply(451, "4.3.0", "something is wrong here, try again later");
    }
  }
}
