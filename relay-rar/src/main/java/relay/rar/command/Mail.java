package relay.rar.command;

import java.io.IOException;
import java.util.Optional;
import relay.domain.reception.Verdict;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.MailCommand;
import relay.domain.smtp.Parsed;
import relay.rar.session.MailTransaction;
import relay.rar.session.SmtpSession;

/** MAIL begins a mail transaction. */
final class Mail extends SessionCommand {
  Mail() {
    super(CommandVerb.MAIL.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    if (!session.peer().hasGreeted()) {
      session.reply(503, "5.5.1", "say EHLO first");
    } else if (session.transaction() != null) {
      session.reply(503, "5.5.1", "a mail transaction is under way; RSET ends it");
    } else if (session.service().stopping().get()) {
      session.reply(421, "4.3.2", "the service is stopping, come back soon");
    } else if (!session.mayBeginMessage()) {
      session.reply(421, "4.7.0", "enough mails in one session; open another");
    } else {
      begin(session);
    }
  }

  private static void begin(SmtpSession session) throws IOException {
    var offer = session.peer().isExtended() ? session.offer() : null;
    var parsed = MailCommand.parse(session.argument(), offer, session.service().clock().instant());
    if (parsed instanceof Parsed.Rejected<MailCommand> bad) {
      session.reply(bad.reply());
    } else if (parsed instanceof Parsed.Value<MailCommand> good) {
      judge(session, good.value());
    }
  }

  /** Asked for each mail, so that the time of an address ends between mails and not within one. */
  private static void letIn(SmtpSession session) {
    var peer = session.peer();
    var policy = session.policy();
    peer.letIn(Optional.empty());
    // Who may relay anyway is nobody else's client.
    if (peer.mayBeLetIn() && !policy.mayRelay(peer.facts(false))) {
      peer.letIn(policy.opened().userAt(peer.address(), session.service().clock().instant()));
    }
  }

  private static void judge(SmtpSession session, MailCommand mail) throws IOException {
    letIn(session);
    var client = session.peer().facts(mail.options().smtpUtf8());
    Verdict verdict = session.policy().mail(client, mail.sender(), mail.announcedSize());
    if (verdict instanceof Verdict.Refused refused) {
      session.reply(refused.reply());
      return;
    }
    session.begin(new MailTransaction(mail));
    session.reply(250, "2.1.0", "sender taken");
  }
}
