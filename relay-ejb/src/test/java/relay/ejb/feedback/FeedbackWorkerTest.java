package relay.ejb.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.feedback.event.FeedbackJudge;
import relay.domain.feedback.event.RecordNotYet;
import relay.domain.feedback.event.SenderCheck;
import relay.domain.feedback.event.SentMail;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
import relay.domain.reports.InMemoryReports;
import relay.domain.reports.KeptReportSettings;
import relay.domain.reports.ReportIntake;
import relay.domain.secret.ContentSeal;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.verification.FakeZone;
import relay.domain.verification.dmarc.MailCheck;
import relay.domain.verification.report.ReportCases;
import relay.domain.view.ViewUnavailable;
import relay.ejb.queues.ApplicationQueue;
import relay.ejb.queues.ContentFiles;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.JmsMailQueues;
import relay.ejb.queues.MailMessage;
import relay.ejb.queues.SenderPool;

class FeedbackWorkerTest {
  private static final Instant SENT = MailBuilder.NOON;
  private static final Instant NOW = SENT.plus(Duration.ofHours(3));
  private static final QueueId MAIL = QueueId.next(SENT, () -> 7L);
  private static final String BOB = "bob@b.example";

  @TempDir Path folder;
  private final InMemoryReports reports = new InMemoryReports();
  private final FakeZone dns = FakeZone.of("");
  private SenderCheck check = SenderCheck.REFUSE_FORGED;
  private final IdentityTokens tokens = TestTokens.of(1);
  private final List<MailEvent> events = new ArrayList<>();
  private final AttemptLedger ledger = new AttemptLedger(100);
  private final Map<QueueId, SentMail> record = new HashMap<>();
  private Tenancy tenancy =
      Tenancies.with(
          domain("bounce.example", OtherMail.REFUSE), domain("in.example", OtherMail.QUEUE));
  private RuntimeException broken;
  private boolean journalBroken;
  private EmbeddedQueues broker;
  private SenderPool senders;
  private JmsMailQueues queues;
  private FeedbackWorker worker;

  private static InboundDomain domain(String name, OtherMail other) {
    return new InboundDomain(
        "default",
        DomainName.of(name),
        1,
        other == OtherMail.REFUSE,
        Optional.empty(),
        other,
        Optional.empty(),
        Optional.of("app.in"));
  }

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 2, Duration.ofSeconds(5));
    MailMessage messages =
        new MailMessage(
            100_000, new ContentFiles(folder.resolve("files"), ContentSeal.NONE), ContentSeal.NONE);
    queues = new JmsMailQueues(senders, messages, () -> NOW);
    record.put(MAIL, new SentMail(MAIL, new MailOwner("shop", "news", ""), List.of(BOB)));
    Journal journal = new LedgerJournal();
    worker =
        new FeedbackWorker(
            new FeedbackWorker.Letters(
                messages,
                new DeadLetters(senders, journal, () -> NOW),
                new ApplicationQueue(senders)),
            () -> tenancy,
            ledger,
            new FeedbackWorker.Readers(
                new FeedbackReader(),
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

  private Optional<SentMail> find(QueueId id) {
    if (broken != null) {
      throw broken;
    }
    return Optional.ofNullable(record.get(id));
  }

  /** Writes like the real one: in one piece, and the ledger hears of it. */
  private final class LedgerJournal implements Journal {
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

  private QueuedMail returned(String to, String body) {
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

  private QueuedMail bounce(String token) {
    return returned("b-" + token + "@bounce.example", "<" + BOB + ">: 550 5.1.1 user unknown\r\n");
  }

  private void take(QueuedMail mail) throws Exception {
    queues.put(mail);
    takeNext();
  }

  private void takeNext() throws Exception {
    broker.take(
        QueueNames.FEEDBACK,
        message -> {
          worker.take(message);
          return message;
        });
  }

  @Test
  void shouldWriteDownABounceAndEndItsOwnStory() throws Exception {
    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.OUT_OF_BAND_BOUNCE, EventType.DELIVERED);
    MailEvent bounced = events.get(0);
    assertThat(bounced.mail()).contains(MAIL);
    assertThat(bounced.recipient()).contains(EmailAddress.parse(BOB));
    assertThat(bounced.details())
        .containsEntry(EventField.CLASS, "RECIPIENT_UNKNOWN")
        .containsEntry(EventField.TENANT, "shop")
        .containsEntry(EventField.FEEDBACK, MailBuilder.ID.text());
    assertThat(events.get(1).mail()).contains(MailBuilder.ID);
    assertThat(events.get(1).details()).containsEntry(EventField.HOP, "feedback");
  }

  /** The broker gives it out again when the process died before it was acknowledged. */
  @Test
  void shouldWriteNothingTwiceWhenItIsGivenOutAgain() throws Exception {
    take(bounce(tokens.make(MAIL, 0)));
    int once = events.size();

    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events).hasSize(once);
  }

  @Test
  void shouldCountWhatSomebodyForgedAndChangeNothing() throws Exception {
    take(bounce(TestTokens.of(2).make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat(events.get(0).mail()).contains(MailBuilder.ID);
  }

  @Test
  void shouldGiveItBackWhileTheDatabaseIsAway() throws Exception {
    broken = new ViewUnavailable("the test took it away", null);
    queues.put(bounce(tokens.make(MAIL, 0)));

    assertThatThrownBy(this::takeNext).isInstanceOf(ViewUnavailable.class);

    assertThat(events).isEmpty();
    assertThat(ledger.isFresh(MailBuilder.aMail().to(BOB).build().entry())).isTrue();
  }

  @Test
  void shouldGiveItBackWhileTheJournalCannotBeWritten() throws Exception {
    journalBroken = true;
    queues.put(bounce(tokens.make(MAIL, 0)));
    assertThatThrownBy(this::takeNext).isInstanceOf(JournalUnavailable.class);

    journalBroken = false;
    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events).hasSize(2);
  }

  @Test
  void shouldGiveItBackWhileTheMailItIsAboutIsNotOnRecordYet() throws Exception {
    QueueId young = QueueId.next(NOW.minusSeconds(1), () -> 9L);
    queues.put(bounce(tokens.make(young, 0)));

    assertThatThrownBy(this::takeNext).isInstanceOf(RecordNotYet.class);

    assertThat(events).isEmpty();
  }

  @Test
  void shouldBuryWhatIsNoMailWithTheReason() throws Exception {
    try (var connection = broker.factory().createConnection();
        var session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      session
          .createProducer(session.createQueue(QueueNames.FEEDBACK))
          .send(session.createTextMessage("hello"));
      session.commit();
    }

    takeNext();

    String reason = broker.take(QueueNames.DEAD_LETTER, m -> m.getStringProperty("reason"));
    assertThat(reason).startsWith("not a mail");
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.ALARM);
  }

  @Test
  void shouldBuryWhatItsReaderBreaksOn() throws Exception {
    broken = new IllegalStateException("a defect");

    take(bounce(tokens.make(MAIL, 0)));

    String reason = broker.take(QueueNames.DEAD_LETTER, m -> m.getStringProperty("reason"));
    assertThat(reason).contains("a defect");
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.ALARM);
  }

  @Test
  void shouldHandMailForAnApplicationToItsQueue() throws Exception {
    take(returned("orders@in.example", "2 apples\r\n"));

    String[] got =
        broker.take(
            "app.in",
            message -> {
              byte[] octets = new byte[(int) ((BytesMessage) message).getBodyLength()];
              ((BytesMessage) message).readBytes(octets);
              return new String[] {
                new String(octets, StandardCharsets.US_ASCII),
                message.getStringProperty("to"),
                message.getStringProperty("from"),
                message.getStringProperty("queueId")
              };
            });
    assertThat(got[0]).endsWith("2 apples\r\n");
    assertThat(got[1]).isEqualTo("orders@in.example");
    assertThat(got[2]).isEmpty();
    assertThat(got[3]).isEqualTo(MailBuilder.ID.text());
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.DELIVERED);
    assertThat(events.get(0).details()).containsEntry(EventField.HOP, "queue app.in");
  }

  private QueuedMail report(String to, String text) {
    byte[] mail = ReportCases.mail("application/gzip", ReportCases.gzip(ReportCases.octets(text)));
    return MailBuilder.aMail()
        .from("noreply@receiver.example")
        .to(to)
        .content(Content.of(mail))
        .build()
        .asFeedback();
  }

  private void haveDomain(String name) {
    tenancy =
        Tenancies.with(
            domain("bounce.example", OtherMail.REFUSE), Tenancies.domain("default", name));
  }

  @Test
  void shouldKeepAReportAboutADomainOfTheTenant() throws Exception {
    haveDomain("example.org");

    take(report("dmarc@bounce.example", ReportCases.OLD));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.REPORT_RECEIVED, EventType.DELIVERED);
    String id = (String) events.get(0).details().get(EventField.REPORT_KEY);
    assertThat(reports.find("default", id).orElseThrow().head().total()).isEqualTo(42);
    assertThat(events.get(0).details())
        .containsEntry(EventField.KIND, "dmarc")
        .containsEntry(EventField.DOMAIN, "example.org")
        .containsEntry(EventField.REPORTER, "Receiver & Sons");
  }

  @Test
  void shouldKeepAReportAboutTls() throws Exception {
    haveDomain("company-y.example");

    take(report("tlsrpt@bounce.example", ReportCases.TLS));

    assertThat(events.get(0).details()).containsEntry(EventField.KIND, "tls");
  }

  /** A crash between the report and the journal: the report is known then, and the mail ends. */
  @Test
  void shouldCountAReportOnceWhenItsMailIsGivenOutAgain() throws Exception {
    haveDomain("example.org");
    journalBroken = true;
    queues.put(report("dmarc@bounce.example", ReportCases.OLD));
    assertThatThrownBy(this::takeNext).isInstanceOf(JournalUnavailable.class);

    journalBroken = false;
    take(report("dmarc@bounce.example", ReportCases.OLD));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat((String) events.get(0).details().get(EventField.REASON)).contains("known already");
  }

  @Test
  void shouldCountAMailWithoutAReportThatCountsAndKeepNothing() throws Exception {
    haveDomain("example.net");

    take(report("dmarc@bounce.example", ReportCases.OLD));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat((String) events.get(0).details().get(EventField.REASON))
        .contains("verified domain of tenant default");
  }

  private QueuedMail complaint(String from, String token) {
    return MailBuilder.aMail()
        .from(from)
        .to("fbl@bounce.example")
        .content(
            MailBuilder.contentOf(
                "Received: from mx.isp.example ([192.0.2.1])\r\n\tby relay.example with ESMTP id 1;\r\n"
                    + "\tThu, 1 Jan 2026 12:00:00 +0000\r\nFrom: fbl@isp.example\r\n"
                    + "Subject: complaint\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\n\r\n"
                    + "--x\r\nContent-Type: message/feedback-report\r\n\r\n"
                    + "Feedback-Type: abuse\r\nUser-Agent: isp/1\r\nVersion: 1\r\n\r\n"
                    + "--x\r\nContent-Type: text/rfc822-headers\r\n\r\nX-Relay-Token: "
                    + token
                    + "\r\n\r\n--x--\r\n"))
        .build()
        .asFeedback();
  }

  @Test
  void shouldTellInTheEventWhoSentTheFeedback() throws Exception {
    dns.add("isp.example", "TXT", "v=spf1 ip4:192.0.2.1 -all")
        .add("_dmarc.isp.example", "TXT", "v=DMARC1; p=reject");

    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));

    assertThat(events.get(0).type()).isEqualTo(EventType.COMPLAINED);
    assertThat(events.get(0).details())
        .containsEntry(
            EventField.AUTHENTICATION,
            "spf=pass smtp.mailfrom=isp.example; dkim=none; dmarc=pass header.from=isp.example");
  }

  @Test
  void shouldNotBelieveAComplaintWhoseSenderIsForged() throws Exception {
    dns.add("isp.example", "TXT", "v=spf1 ip4:192.0.2.99 -all")
        .add("_dmarc.isp.example", "TXT", "v=DMARC1; p=reject");

    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat(events.get(0).mail()).contains(MailBuilder.ID);
    assertThat((String) events.get(0).details().get(EventField.REASON)).contains("forged");
  }

  @Test
  void shouldAskNothingWhenNobodyWantsToKnow() throws Exception {
    check = SenderCheck.OFF;

    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));

    assertThat(dns.questions()).isEmpty();
    assertThat(events.get(0).details()).doesNotContainKey(EventField.AUTHENTICATION);
  }

  /** A DNS that is away must not make each mail wait for it. */
  @Test
  void shouldLeaveADnsAloneThatDoesNotAnswer() throws Exception {
    dns.silent("isp.example").silent("_dmarc.isp.example");
    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));
    int asked = dns.questions().size();

    take(
        returned(
            "b-" + tokens.make(MAIL, 0) + "@bounce.example", "<" + BOB + ">: 550 5.1.1 no\r\n"));

    assertThat(asked).isPositive();
    assertThat(events.get(0).details().get(EventField.AUTHENTICATION).toString())
        .contains("dmarc=temperror");
    assertThat(dns.questions()).hasSize(asked);
  }

  @Test
  void shouldIgnoreWhatCameToADomainThatTakesNoFeedbackAnyMore() throws Exception {
    tenancy = Tenancy.EMPTY;

    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
  }
}
