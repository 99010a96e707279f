package relay.ejb.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.DAY;
import static relay.domain.tlsreport.TlsReporting.STS;
import static relay.domain.tlsreport.TlsReporting.bad;
import static relay.domain.tlsreport.TlsReporting.failure;
import static relay.domain.tlsreport.TlsReporting.good;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.NetworkRange;
import relay.domain.mail.Notify;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.FakeDns;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimKeyLookup.Answer;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.KeyRing;
import relay.domain.signing.SigningSettings;
import relay.domain.signing.TestKeys;
import relay.domain.tlsreport.OutgoingReport;
import relay.domain.tlsreport.OutgoingReport.State;
import relay.domain.tlsreport.TalliedSessions;
import relay.domain.tlsreport.TlsReportSettings;
import relay.domain.tlsreport.TlsReporting;
import relay.domain.tlsreport.TlsReports;
import relay.domain.transport.Certificates;
import relay.domain.transport.TlsFault;
import relay.domain.verification.report.ReceivedReportSettings;
import relay.domain.verification.report.ReportReader;
import relay.domain.verification.report.ReportReading;
import relay.domain.verification.report.TlsReport;
import relay.domain.webhook.TargetRule;
import relay.ejb.database.BuiltInDatabase;
import relay.ejb.transport.TlsClient;
import relay.ejb.webhook.HttpPost;

/** From counts to a report in somebody's hands, on a clock that stands until it is moved. */
class TlsReportSendingTest {
  private static final Instant MORNING = Instant.parse("2026-11-21T04:30:00Z");
  private static final String RECORD = "_smtp._tls.example.org";
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();
  private final Map<String, Answer> texts = new HashMap<>();
  private final InMemoryQueues queues = new InMemoryQueues();
  private final List<MailEvent> events = new CopyOnWriteArrayList<>();
  private final List<byte[]> posted = new CopyOnWriteArrayList<>();
  private final List<String> types = new CopyOnWriteArrayList<>();
  private volatile int status = 201;
  private Instant now = MORNING;
  private TlsReportSettings settings = TlsReporting.settings("tls-reports.from", "tls@example.org");
  private KeyRing keys = TestKeys.forExampleOrg();
  private HttpsServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(Certificates.server("mx")));
    server.createContext(
        "/",
        exchange -> {
          types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          posted.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldSendAReportByMailThroughTheTransactionalLane() throws IOException {
    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example");
    counted();

    round();

    QueuedMail mail = queues.take();
    assertThat(mail.lane()).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(mail.envelope().sender().toString()).isEqualTo("tls@example.org");
    assertThat(mail.envelope().recipients().get(0).address().toString())
        .isEqualTo("tls@receiver.example");
    assertThat(mail.envelope().recipients().get(0).notifyOn()).containsExactly(Notify.NEVER);
    assertThat(mail.envelope().options().tlsWaived()).isTrue();
    assertThat(mail.expiresAt()).isEqualTo(MORNING.plus(Duration.ofDays(1)));
    TlsReport read = read(mail.content().open().readAllBytes());
    assertThat(read.successful()).isEqualTo(5);
    assertThat(read.failed()).isEqualTo(2);
    OutgoingReport kept = only();
    assertThat(kept.state()).isEqualTo(State.SENT);
    assertThat(kept.queueId()).isEqualTo(mail.entry().mail().text());
    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.RECEIVED, EventType.REPORT_SENT);
    assertThat(events.get(0).mail()).contains(mail.entry().mail());
    assertThat(events.get(1).details())
        .containsEntry(EventField.DOMAIN, "example.org")
        .containsEntry(EventField.REPORT, mail.entry().mail().text());
  }

  @Test
  void shouldPostAReportToAWebServer() {
    wants("v=TLSRPTv1; rua=https://mx.example:" + server.getAddress().getPort() + "/tls");
    counted();

    round();

    assertThat(types).containsExactly("application/tlsrpt+gzip");
    assertThat(read(posted.get(0)).failed()).isEqualTo(2);
    assertThat(only().state()).isEqualTo(State.SENT);
    assertThat(only().answer()).isEqualTo("answered 201");
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.REPORT_SENT);
  }

  @Test
  void shouldTellEveryoneWhoIsNamedAndNobodyTwice() {
    String web = "https://mx.example:" + server.getAddress().getPort() + "/tls";
    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example," + web);
    counted();

    round();
    round();
    now = now.plus(Duration.ofHours(12));
    round();

    assertThat(posted).hasSize(1);
    assertThat(queues.mails()).hasSize(1);
    assertThat(counts()).isEmpty();
  }

  @Test
  void shouldTryAWebServerThatFailsAgainAndThenGiveUp() {
    wants("v=TLSRPTv1; rua=https://mx.example:" + server.getAddress().getPort() + "/tls");
    counted();
    status = 503;
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);

    for (int hour = 0; hour < 30; hour++) {
      now = now.plus(Duration.ofHours(1));
      round();
    }

    assertThat(only().state()).isEqualTo(State.FAILED);
    assertThat(only().answer()).isEqualTo("answered 503");
    assertThat(posted.size()).isBetween(8, 20);
    assertThat(events).isEmpty();
  }

  @Test
  void shouldNotReachInsideForAReport() {
    wants("v=TLSRPTv1; rua=https://10.0.0.7/tls");
    counted();

    round();

    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().answer()).contains("no public address");
  }

  @Test
  void shouldSendNothingUnsigned() {
    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example");
    keys = (tenant, domain) -> List.of();
    counted();

    round();

    assertThat(queues.mails()).isEmpty();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().answer())
        .contains("not be signed: no key for example.org")
        .contains("tls-reports.from");
  }

  @Test
  void shouldForgetTheCountsOfADomainThatWantsNoReports() {
    texts.put(RECORD, new Answer.Missing());
    counted();

    round();

    assertThat(counts()).isEmpty();
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldWaitForTheDnsForADay() {
    texts.put(RECORD, new Answer.Unavailable("SERVFAIL"));
    counted();
    round();
    assertThat(counts()).hasSize(2);

    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example");
    now = now.plus(Duration.ofHours(5));
    round();

    assertThat(queues.mails()).hasSize(1);
  }

  @Test
  void shouldForgetTheCountsWhenTheDnsGivesNoAnswerForADay() {
    texts.put(RECORD, new Answer.Unavailable("SERVFAIL"));
    counted();

    now = now.plus(Duration.ofDays(1));
    round();

    assertThat(counts()).isEmpty();
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldReportNoDayBeforeItsTime() {
    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example");
    counted();
    now = Instant.parse("2026-11-20T23:59:59Z");
    round();
    now = Instant.parse("2026-11-21T00:09:59Z");
    round();

    assertThat(all()).isEmpty();
    assertThat(counts()).hasSize(2);
  }

  @Test
  void shouldSendNothingOnceItIsSwitchedOff() {
    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example");
    counted();
    settings = TlsReporting.settings("tls-reports.from", "");

    round();

    assertThat(all()).isEmpty();
    assertThat(counts()).hasSize(2);
  }

  /** The first node died between the queue and the database. */
  @Test
  void shouldQueueAMailOnceThoughItIsHandedOverAgain() {
    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example");
    counted();
    day().round(() -> false);
    OutgoingReport taken = reports().take(now, Duration.ofMinutes(10)).orElseThrow();
    assertThat(taken.state()).isEqualTo(State.WAITING);
    dispatchOf(taken);

    now = now.plus(Duration.ofMinutes(10));
    round();

    assertThat(queues.mails()).hasSize(1);
    assertThat(only().state()).isEqualTo(State.SENT);
  }

  @Test
  void shouldTryAgainWhenTheQueueTakesNothing() {
    wants("v=TLSRPTv1; rua=mailto:tls@receiver.example");
    counted();
    queues.fail(1);
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().answer()).startsWith("it could not be queued");

    now = now.plus(Duration.ofMinutes(5));
    round();

    assertThat(queues.mails()).hasSize(1);
  }

  private void wants(String record) {
    texts.put(RECORD, new Answer.Found(List.of(record)));
  }

  private void counted() {
    reports()
        .add(
            List.of(
                good("example.org", STS, 5),
                bad(
                    "example.org",
                    STS,
                    failure(TlsFault.CERTIFICATE_EXPIRED, "mx.example.org"),
                    2)),
            10);
  }

  /** As a node does each minute. */
  private void round() {
    day().round(() -> false);
    dispatch().round(() -> false);
  }

  private void dispatchOf(OutgoingReport taken) {
    try {
      queue().put(taken, EmailAddress.parse("tls@receiver.example"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TlsReports reports() {
    return new DatabaseTlsReports(builtIn.database());
  }

  private List<TalliedSessions> counts() {
    return reports().of(DAY, "example.org");
  }

  private List<OutgoingReport> all() {
    return reports().list(Optional.empty(), Optional.empty(), 10);
  }

  private OutgoingReport only() {
    assertThat(all()).hasSize(1);
    return all().get(0);
  }

  private ReportDay day() {
    return new ReportDay(reports(), texts::get, () -> settings, () -> now);
  }

  private ReportQueue queue() {
    var signing = SigningSettings.from(Settings.of(SigningSettings.ALL, Map.of(), Map.of()));
    return new ReportQueue(
        new DkimSigner(keys, signing, () -> now), new Noted(), queues, () -> now);
  }

  private ReportDispatch dispatch() {
    TlsClient tls =
        TlsClient.create(
            "webhook.trust-anchors",
            Optional.of(Certificates.authorityFile()),
            InstantSource.system());
    var web =
        new HttpPost(
            new FakeDns().address("mx.example", "127.0.0.1"),
            new TargetRule(List.of(NetworkRange.parse("127.0.0.0/8"))),
            tls,
            Duration.ofSeconds(60),
            () -> now);
    return new ReportDispatch(reports(), queue(), web, () -> settings, new Noted(), () -> now);
  }

  private static TlsReport read(byte[] octets) {
    var limits =
        ReceivedReportSettings.from(Settings.of(ReceivedReportSettings.ALL, Map.of(), Map.of()));
    ReportReading reading = new ReportReader(limits).read(octets);
    assertThat(reading).isInstanceOf(ReportReading.Tls.class);
    return ((ReportReading.Tls) reading).report();
  }

  /** Remembers events. */
  private final class Noted implements Journal {
    @Override
    public void write(List<MailEvent> some) {
      events.addAll(some);
    }

    @Override
    public void writeDurably(List<MailEvent> some) {
      events.addAll(some);
    }
  }
}
