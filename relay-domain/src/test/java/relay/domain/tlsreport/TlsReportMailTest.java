package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.DAY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.transport.TlsFault;
import relay.domain.verification.report.TlsReport;

/** RFC 8460 5.3. */
class TlsReportMailTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");
  private static final Reporter REPORTER = TlsReporting.settings().reporter();
  private static final QueueId ID = QueueId.next(NOW, new Random(1));

  @Test
  void shouldSayWhatTheRfcWantsToReadInTheHeader() {
    String mail = mail("example.org");

    assertThat(mail)
        .startsWith(
            "Date: Sat, 21 Nov 2026 02:03:04 +0000\r\n"
                + "From: <tls-reports@relay.example>\r\n"
                + "To: <tls@example.org>\r\n"
                + "Subject: Report Domain: example.org\r\n"
                + " Submitter: relay.example\r\n"
                + " Report-ID: <2026-11-20-")
        .contains("\r\nTLS-Report-Domain: example.org\r\n")
        .contains("\r\nTLS-Report-Submitter: relay.example\r\n")
        .contains("\r\nContent-Type: multipart/report; report-type=\"tlsrpt\";\r\n")
        .contains("\r\nAuto-Submitted: auto-generated\r\n")
        .contains("\r\nContent-Type: application/tlsrpt+gzip\r\n")
        .contains(" filename=\"relay.example!example.org!1795132800!1795219199.json.gz\"\r\n");
  }

  @Test
  void shouldBeReadByOurOwnReader() {
    TlsReport read =
        TlsReportDocumentTest.read(mail("example.org").getBytes(StandardCharsets.US_ASCII));

    assertThat(read.failed()).isEqualTo(4);
    assertThat(read.results().get(0).domain()).isEqualTo("example.org");
  }

  @Test
  void shouldHaveNoLineThatIsTooLongForMail() {
    String domain = ("a".repeat(60) + ".").repeat(4) + "example";

    assertThat(mail(domain).split("\r\n"))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(998))
        .allSatisfy(line -> assertThat(line.chars()).allMatch(c -> c >= ' ' && c <= '~'));
  }

  private static String mail(String domain) {
    var document =
        TlsReportDocument.of(
            DAY,
            domain,
            REPORTER,
            List.of(
                TlsReporting.bad(
                    domain,
                    TlsReporting.NONE,
                    TlsReporting.failure(TlsFault.STARTTLS_NOT_SUPPORTED, "mx.example"),
                    4)));
    var to =
        new ReportAddress.ByMail("mailto:tls@example.org", EmailAddress.parse("tls@example.org"));
    var report = OutgoingReport.of(document, to, NOW);
    try (var in = TlsReportMail.of(report, REPORTER, to.to(), ID, NOW).open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
