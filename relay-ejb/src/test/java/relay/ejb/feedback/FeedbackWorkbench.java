package relay.ejb.feedback;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.brake.BrakeBook;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlState;
import relay.domain.feedback.event.FeedbackJudge;
import relay.domain.feedback.event.SenderCheck;
import relay.domain.feedback.event.SentMail;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.DomainName;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
import relay.domain.reports.InMemoryReports;
import relay.domain.reports.KeptReportSettings;
import relay.domain.reports.ReportIntake;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.LockedContents;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.verification.FakeZone;
import relay.domain.verification.dmarc.MailCheck;
import relay.domain.verification.report.ReportCases;
import relay.ejb.queues.ApplicationQueue;
import relay.ejb.queues.ContentAlarm;
import relay.ejb.queues.ContentFiles;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.JmsMailQueues;
import relay.ejb.queues.MailMessage;
import relay.ejb.queues.SenderPool;

/** A worker of feedback with its broker, its records and a journal in memory. */
abstract class FeedbackWorkbench {
  static final Instant SENT = MailBuilder.NOON;
  static final Instant NOW = SENT.plus(Duration.ofHours(3));
  static final QueueId MAIL = QueueId.next(SENT, () -> 7L);
  static final String BOB = "bob@b.example";

  @TempDir Path folder;
  final InMemoryReports reports = new InMemoryReports();
  final FakeZone dns = FakeZone.of("");
  SenderCheck check = SenderCheck.REFUSE_FORGED;
  final IdentityTokens tokens = TestTokens.of(1);
  final List<MailEvent> events = new ArrayList<>();
  final AttemptLedger ledger = new AttemptLedger(100);
  final Map<QueueId, SentMail> record = new HashMap<>();
  Tenancy tenancy =
      Tenancies.with(
          domain("bounce.example", OtherMail.REFUSE), domain("in.example", OtherMail.QUEUE));
  final LockedContents locked = new LockedContents(Duration.ofMinutes(15));
  BrakeBook book = BrakeBook.EMPTY;
  ControlState replyRules = ControlState.EMPTY;
  RuntimeException broken;
  boolean journalBroken;
  EmbeddedQueues broker;
  SenderPool senders;
  JmsMailQueues queues;
  FeedbackWorker worker;

  static InboundDomain domain(String name, OtherMail other) {
    return new InboundDomain(
        "default",
        DomainName.of(name),
        1,
        other == OtherMail.REFUSE,
        Optional.empty(),
        other,
        Optional.empty(),
        Optional.of("app.in"),
        Optional.empty());
  }

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 2, Duration.ofSeconds(5));
    queues = new JmsMailQueues(senders, messages(ContentSeal.NONE), () -> NOW);
    worker = workerWith(ContentSeal.NONE);
    record.put(MAIL, new SentMail(MAIL, new MailOwner("shop", "news", ""), List.of(BOB)));
  }

  /** Mails of the feedback queue as messages, with the keys of this seal. */
  MailMessage messages(ContentSeal seal) {
    return new MailMessage(100_000, new ContentFiles(folder.resolve("files"), seal), seal);
  }

  /** A worker that has the keys of this seal. */
  FeedbackWorker workerWith(ContentSeal seal) {
    Journal journal = new LedgerJournal();
    return new FeedbackWorker(
        new FeedbackWorker.Letters(
            messages(seal),
            new DeadLetters(senders, journal, () -> NOW),
            new ApplicationQueue(senders),
            new LockedFeedback(new ContentAlarm(locked, journal), () -> book)),
        () -> tenancy,
        ledger,
        new FeedbackWorker.Readers(
            new FeedbackReader(),
            new TenantReplyRules(() -> replyRules),
            new FeedbackJudge(() -> tokens, this::find),
            new ReportMail(
                new ReportIntake(
                    ReportCases.SETTINGS,
                    () -> tenancy,
                    reports,
                    () -> new KeptReportSettings(Duration.ofDays(4000), 1000))),
            new SenderChecks(
                new MailCheck(
                    dns,
                    RelayConfiguration.of(Map.of(), Map.of()).verification(),
                    () -> NOW,
                    Optional.empty()),
                () -> check)),
        journal,
        () -> NOW);
  }

  @AfterEach
  void stop() throws Exception {
    senders.close();
    broker.close();
  }

  Optional<SentMail> find(QueueId id) {
    if (broken != null) {
      throw broken;
    }
    return Optional.ofNullable(record.get(id));
  }

  /** Writes like the real one: in one piece, and the ledger hears of it. */
  final class LedgerJournal implements Journal {
    @Override
    public void write(List<MailEvent> some) {
      if (journalBroken) {
        throw new JournalUnavailable("the test broke it", null);
      }
      events.addAll(some);
      ledger.note(some);
    }

    @Override
    public void writeDurably(List<MailEvent> some) {
      write(some);
    }
  }

  QueuedMail returned(String to, String body) {
    return MailBuilder.aMail()
        .from("")
        .to(to)
        .content(
            MailBuilder.contentOf(
                "From: MAILER-DAEMON@mx.b.example\r\n"
                    + "Subject: Undelivered Mail Returned to Sender\r\n"
                    + "Content-Type: text/plain\r\n\r\n"
                    + body))
        .build()
        .asFeedback();
  }

  QueuedMail bounce(String token) {
    return returned("b-" + token + "@bounce.example", "<" + BOB + ">: 550 5.1.1 user unknown\r\n");
  }

  void take(QueuedMail mail) throws Exception {
    queues.put(mail);
    takeNext();
  }

  void takeNext() throws Exception {
    broker.take(
        QueueNames.FEEDBACK,
        message -> {
          worker.take(message);
          return message;
        });
  }
}
