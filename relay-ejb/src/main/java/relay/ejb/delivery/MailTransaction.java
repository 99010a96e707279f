package relay.ejb.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import relay.domain.delivery.Confusion;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.MailCommands;
import relay.domain.delivery.RecipientBatch;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/**
 * One mail transaction: MAIL, RCPT for each recipient, DATA, content. With PIPELINING (RFC 2920)
 * the commands are one group, else one at a time. Tells the attempt what was said about each
 * recipient. Used once.
 */
final class MailTransaction {
  // A group may not be so large that both sides wait for each other's buffers (RFC 2920 3.1).
  private static final int GROUP_OCTETS_MAX = 16 * 1024;

  private final SmtpSession session;
  private final Attempt attempt;
  private final List<Recipient> recipients;
  private final boolean nextHostAfterRefusal;
  private final boolean oneByOne;
  private final MailCommands commands;
  private final List<SmtpReply> rcptReplies = new ArrayList<>();
  private final List<Recipient> accepted = new ArrayList<>();
  private final List<Recipient> forAnotherTransaction = new ArrayList<>();
  private final long begin = System.nanoTime();
  private SmtpReply mailReply;
  private SmtpReply dataReply;
  private SmtpReply confusedRcptReply;

  /**
   * @param oneByOne to wait for each reply even where the server offers PIPELINING
   */
  MailTransaction(
      SmtpSession session,
      Attempt attempt,
      List<Recipient> recipients,
      boolean nextHostAfterRefusal,
      boolean oneByOne) {
    this.session = session;
    this.attempt = attempt;
    this.recipients = recipients;
    this.nextHostAfterRefusal = nextHostAfterRefusal;
    this.oneByOne = oneByOne;
    this.commands =
        new MailCommands(attempt.order().envelope(), attempt.size(), session.extensions());
  }

  /**
   * Carries the mail.
   *
   * @return recipients that the server wants in another transaction
   * @throws SessionEnded when the session broke or the server lost the thread; recipients without a
   *     final reply stay open
   */
  List<Recipient> run(Instant now) throws SessionEnded {
    try {
      if (session.extensions().offersPipelining() && !oneByOne) {
        askInGroups(now);
      } else {
        askOneByOne(now);
      }
    } finally {
      // Also when the session broke: what was refused before is refused.
      noteRefusals();
    }
    if (isMailRefusedForNow()) {
      throw session.ended(Step.MAIL, mailReply);
    }
    if (Confusion.speaksFrom(mailReply, Stage.MAIL)) {
      throw session.confused(Step.MAIL, mailReply);
    }
    if (accepted.isEmpty()) {
      endEmptyTransaction();
    } else if (dataReply.code() == 354) {
      sendContent();
    } else {
      refuseAccepted();
    }
    if (confusedRcptReply != null) {
      throw session.confused(Step.RCPT, confusedRcptReply);
    }
    return forAnotherTransaction;
  }

  private void askInGroups(Instant now) throws SessionEnded {
    boolean reset = session.isTransactionOpen();
    if (reset) {
      session.queue("RSET");
    }
    session.queue(commands.mail(now));
    int asked = 0;
    for (Recipient recipient : recipients) {
      session.queue(commands.rcpt(recipient));
      asked++;
      if (session.connection().queued() > GROUP_OCTETS_MAX) {
        session.flush(Step.MAIL);
        readGroup(reset, asked);
        reset = false;
      }
    }
    session.queue("DATA");
    session.flush(Step.MAIL);
    readGroup(reset, asked);
    dataReply = session.reply(Step.DATA);
  }

  private void readGroup(boolean reset, int asked) throws SessionEnded {
    if (reset) {
      checkReset(session.reply(Step.MAIL));
    }
    if (mailReply == null) {
      takeMailReply(session.reply(Step.MAIL));
    }
    while (rcptReplies.size() < asked) {
      takeRcptReply(session.reply(Step.RCPT));
    }
  }

  private void askOneByOne(Instant now) throws SessionEnded {
    if (session.isTransactionOpen()) {
      checkReset(session.ask("RSET", Step.MAIL));
    }
    takeMailReply(session.ask(commands.mail(now), Step.MAIL));
    if (mailReply.isPositive()) {
      for (Recipient recipient : recipients) {
        takeRcptReply(session.ask(commands.rcpt(recipient), Step.RCPT));
      }
      if (rcptReplies.stream().anyMatch(SmtpReply::isPositive)) {
        dataReply = session.ask("DATA", Step.DATA);
      }
    }
  }

  private void checkReset(SmtpReply reply) throws SessionEnded {
    session.transactionIsOpen(false);
    if (!reply.isPositive()) {
      throw session.ended(Step.MAIL, SmtpReply.local(451, "4.5.0", "RSET refused: " + reply));
    }
  }

  private void takeMailReply(SmtpReply reply) throws SessionEnded {
    if (reply.code() / 100 == 3) {
      throw session.garbled(Step.MAIL, reply.toString());
    }
    mailReply = reply;
    session.transactionIsOpen(reply.isPositive());
  }

  private void takeRcptReply(SmtpReply reply) throws SessionEnded {
    if (reply.code() / 100 == 3) {
      throw session.garbled(Step.RCPT, reply.toString());
    }
    rcptReplies.add(reply);
  }

  private boolean isMailRefusedForNow() {
    return mailReply != null && mailReply.isTemporary();
  }

  private void noteRefusals() {
    if (mailReply == null
        || mailReply.isTemporary()
        || Confusion.speaksFrom(mailReply, Stage.MAIL)) {
      return;
    }
    if (mailReply.isPermanent()) {
      recipients.forEach(r -> settle(r, mailReply, Stage.MAIL, false, trace(Duration.ZERO)));
      return;
    }
    for (int i = 0; i < rcptReplies.size(); i++) {
      noteRcptReply(recipients.get(i), rcptReplies.get(i));
    }
  }

  private void noteRcptReply(Recipient recipient, SmtpReply reply) {
    if (reply.isPositive()) {
      accepted.add(recipient);
    } else if (RecipientBatch.isFull(reply, accepted.size())) {
      forAnotherTransaction.add(recipient);
    } else if (Confusion.speaksFrom(reply, Stage.RCPT)) {
      confusedRcptReply = reply;
    } else if (reply.isTemporary() && nextHostAfterRefusal) {
      attempt.trouble(recipient, reply, Stage.RCPT, trace(Duration.ZERO));
    } else {
      settle(recipient, reply, Stage.RCPT, false, trace(Duration.ZERO));
    }
  }

  /** RFC 2920 3.1: DATA may be answered with 354 though nobody was accepted. */
  private void endEmptyTransaction() throws SessionEnded {
    if (dataReply != null && dataReply.code() == 354 && !session.key().lmtp()) {
      session.ask(".", Step.FINAL_DOT);
      session.transactionIsOpen(false);
    } else if (dataReply != null && dataReply.isPositive()) {
      // By LMTP nobody would answer to the dot: RFC 2033 4.2 asks for 503 here.
      throw session.garbled(Step.DATA, dataReply.toString());
    }
  }

  private void refuseAccepted() throws SessionEnded {
    if (dataReply.isPositive()) {
      throw session.garbled(Step.DATA, dataReply.toString());
    }
    if (Confusion.speaksFrom(dataReply, Stage.DATA)) {
      throw session.confused(Step.DATA, dataReply);
    }
    accepted.forEach(r -> settle(r, dataReply, Stage.DATA, false, trace(Duration.ZERO)));
  }

  private void sendContent() throws SessionEnded {
    if (session.connection().hasUnread()) {
      throw session.garbled(Step.DATA, "more answers than commands");
    }
    announce();
    var writer = new ContentWriter(session);
    long contentBegin = System.nanoTime();
    SmtpReply reply;
    try {
      writer.send(attempt.order().addedFields(), attempt.order().content());
      if (session.key().lmtp()) {
        readReplyOfEach(contentBegin);
        return;
      }
      reply = session.reply(Step.FINAL_DOT);
      if (reply.code() / 100 == 3) {
        throw session.garbled(Step.FINAL_DOT, reply.toString());
      }
    } catch (SessionEnded e) {
      settleAfterBreak(e, writer.isDotUnderWay(), contentBegin);
      throw e;
    }
    session.transactionIsOpen(false);
    session.carriedMail();
    HostTrace trace = trace(Duration.ofNanos(System.nanoTime() - contentBegin));
    for (Recipient recipient : accepted) {
      settle(recipient, reply, Stage.FINAL_DOT, false, trace);
    }
  }

  /**
   * RFC 2033 4.2: one reply for each recipient that was accepted, in their order. When the session
   * breaks between them, those who had theirs keep it.
   */
  private void readReplyOfEach(long contentBegin) throws SessionEnded {
    while (!accepted.isEmpty()) {
      SmtpReply reply = session.reply(Step.FINAL_DOT);
      if (reply.code() / 100 == 3) {
        throw session.garbled(Step.FINAL_DOT, reply.toString());
      }
      HostTrace trace = trace(Duration.ofNanos(System.nanoTime() - contentBegin));
      settle(accepted.remove(0), reply, Stage.FINAL_DOT, false, trace);
    }
    session.transactionIsOpen(false);
    session.carriedMail();
  }

  /** No content goes out when the announcement failed; the server must not take what it has. */
  private void announce() {
    boolean announced = false;
    try {
      attempt.announce();
      announced = true;
    } finally {
      if (!announced) {
        session.connection().abort();
      }
    }
  }

  /**
   * A refusal is a reply like any other; silence after the dot is a doubt, never tried again here.
   */
  private void settleAfterBreak(SessionEnded e, boolean dotUnderWay, long contentBegin) {
    boolean refused = !e.reply().local();
    if (refused || dotUnderWay) {
      HostTrace trace = trace(Duration.ofNanos(System.nanoTime() - contentBegin));
      accepted.forEach(r -> settle(r, e.reply(), e.step().stage(), !refused, trace));
    }
  }

  private void settle(
      Recipient recipient, SmtpReply reply, Stage stage, boolean inDoubt, HostTrace trace) {
    boolean dsnTaken = reply.isPositive() && session.extensions().offers("DSN");
    boolean deadlineTaken = reply.isPositive() && session.extensions().offers("DELIVERBY");
    attempt.settle(
        new RecipientReply(recipient, reply, stage, inDoubt, trace, dsnTaken, deadlineTaken));
  }

  private HostTrace trace(Duration data) {
    return session.trace(Duration.ofNanos(System.nanoTime() - begin).minus(data), data);
  }
}
