package relay.rar.command;

import java.io.IOException;
import relay.domain.mail.Recipient;
import relay.domain.reception.Verdict;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.Parsed;
import relay.domain.smtp.RcptCommand;
import relay.rar.session.MailTransaction;
import relay.rar.session.SmtpSession;

/** RCPT names one recipient. */
final class Rcpt extends SessionCommand {
  Rcpt() {
    super(CommandVerb.RCPT.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    MailTransaction transaction = session.transaction();
    if (transaction == null) {
      session.reply(503, "5.5.1", "say MAIL first");
      return;
    }
    if (transaction.hasChunks()) {
      session.reply(503, "5.5.1", "after BDAT only BDAT or RSET");
      return;
    }
    var policy = session.policy();
    var parsed =
        RcptCommand.parse(
            session.argument(),
            session.peer().isExtended(),
            transaction.isSmtpUtf8(),
            policy.postmaster());
    if (parsed instanceof Parsed.Rejected<RcptCommand> bad) {
      session.reply(bad.reply());
    } else if (parsed instanceof Parsed.Value<RcptCommand> good) {
      judge(session, transaction, good.value().recipient());
    }
  }

  private static void judge(SmtpSession session, MailTransaction transaction, Recipient recipient)
      throws IOException {
    Verdict verdict =
        session
            .policy()
            .rcpt(
                session.peer().facts(transaction.isSmtpUtf8()),
                transaction.mail().sender(),
                recipient.address(),
                transaction.recipientCount());
    if (verdict instanceof Verdict.Refused refused) {
      session.reply(refused.reply());
      return;
    }
    transaction.add(recipient);
    session.reply(250, "2.1.5", "recipient taken");
  }
}
