package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.DAY;
import static relay.domain.tlsreport.TlsReporting.NONE;
import static relay.domain.tlsreport.TlsReporting.STS;
import static relay.domain.tlsreport.TlsReporting.TLSA;
import static relay.domain.tlsreport.TlsReporting.bad;
import static relay.domain.tlsreport.TlsReporting.failure;
import static relay.domain.tlsreport.TlsReporting.good;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.control.ControlJson;
import relay.domain.settings.Settings;
import relay.domain.transport.TlsFault;
import relay.domain.verification.report.ReceivedReportSettings;
import relay.domain.verification.report.ReportReader;
import relay.domain.verification.report.ReportReading;
import relay.domain.verification.report.TlsReport;

class TlsReportDocumentTest {
  private static final Reporter REPORTER = TlsReporting.settings().reporter();

  /** RFC 8460 appendix B, with our names. */
  @Test
  void shouldWriteAReportAsTheRfcShowsIt() {
    var report =
        report(
            good("example.org", STS, 5326),
            bad("example.org", STS, failure(TlsFault.CERTIFICATE_EXPIRED, "mx.example.org"), 100));

    assertThat(report.json())
        .isEqualTo(
            ControlJson.read(
                """
                {"organization-name": "relay.example",
                 "date-range": {"start-datetime": "2026-11-20T00:00:00Z",
                                "end-datetime": "2026-11-20T23:59:59Z"},
                 "contact-info": "tls-reports@relay.example",
                 "report-id": "%s",
                 "policies": [{
                   "policy": {
                     "policy-type": "sts",
                     "policy-domain": "example.org",
                     "policy-string": ["version: STSv1", "mode: testing", "mx: mx.example.org",
                                       "mx: *.example.net", "max_age: 86400"],
                     "mx-host": ["mx.example.org", "*.example.net"]},
                   "summary": {"total-successful-session-count": 5326,
                               "total-failure-session-count": 100},
                   "failure-details": [{
                     "result-type": "certificate-expired",
                     "sending-mta-ip": "192.0.2.1",
                     "receiving-mx-hostname": "mx.example.org",
                     "receiving-mx-helo": "mx.example.org",
                     "receiving-ip": "198.51.100.7",
                     "failure-reason-code": "because",
                     "failed-session-count": 100}]}]}
                """
                    .formatted(report.id())));
    assertThat(report.id()).startsWith("2026-11-20-").endsWith("@relay.example");
    assertThat(report.successful()).isEqualTo(5326);
    assertThat(report.failed()).isEqualTo(100);
  }

  @Test
  void shouldTellEachPolicyForItself() {
    var policies =
        report(
                good("example.org", TLSA, 3),
                good("example.org", NONE, 4),
                good("example.org", STS, 5))
            .json()
            .getJsonArray("policies");

    assertThat(policies)
        .extracting(
            p -> p.asJsonObject().getJsonObject("policy").getString("policy-type"),
            p -> p.asJsonObject().getJsonObject("summary").getInt("total-successful-session-count"),
            p -> p.asJsonObject().containsKey("failure-details"))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("tlsa", 3, false),
            org.assertj.core.groups.Tuple.tuple("no-policy-found", 4, false),
            org.assertj.core.groups.Tuple.tuple("sts", 5, false));
    assertThat(policies.toString()).contains("\"3 1 1 " + "ab".repeat(32) + "\"");
  }

  /** What another relay of this kind makes of it. */
  @Test
  void shouldBeReadByOurOwnReader() {
    var report =
        report(
            good("example.org", TLSA, 7),
            bad("example.org", TLSA, failure(TlsFault.VALIDATION_FAILURE, "mx.example.org"), 2),
            bad("example.org", NONE, failure(TlsFault.STARTTLS_NOT_SUPPORTED, "b.example"), 1));

    TlsReport read = read(TlsReportDocument.packed(report.json().toString()));

    assertThat(read.problems()).isEmpty();
    assertThat(read.organization()).isEqualTo("relay.example");
    assertThat(read.contact()).isEqualTo("tls-reports@relay.example");
    assertThat(read.id()).isEqualTo(report.id());
    assertThat(read.period().begin()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(read.successful()).isEqualTo(7);
    assertThat(read.failed()).isEqualTo(3);
    assertThat(read.results()).hasSize(2);
  }

  /** Seed printed by the name of the test's failure. */
  @Test
  void shouldNotDependOnTheOrderInWhichSessionsWereCounted() {
    List<TalliedSessions> counts = new ArrayList<>();
    for (TlsFault fault : TlsFault.values()) {
      counts.add(bad("example.org", STS, failure(fault, "mx." + fault.word() + ".example"), 3));
      counts.add(bad("example.org", NONE, failure(fault, "mx.example"), 2));
    }
    counts.add(good("example.org", STS, 1));
    String expected = report(counts.toArray(TalliedSessions[]::new)).json().toString();
    long seed = System.nanoTime();

    Collections.shuffle(counts, new Random(seed));

    assertThat(report(counts.toArray(TalliedSessions[]::new)).json().toString())
        .as("seed %d", seed)
        .isEqualTo(expected);
  }

  /** Counts of several nodes, or of before and after a limit, are told as one. */
  @Test
  void shouldAddUpWhatIsAlike() {
    TlsFailure failure = failure(TlsFault.TLSA_INVALID, "mx.example.org");

    var report =
        report(
            bad("example.org", TLSA, failure, 2),
            bad("example.org", TLSA, failure, 3),
            good("example.org", TLSA, 1),
            good("example.org", TLSA, 1));

    TlsReport read = read(TlsReportDocument.packed(report.json().toString()));
    assertThat(read.results()).hasSize(1);
    assertThat(read.results().get(0).failures())
        .singleElement()
        .satisfies(f -> assertThat(f.sessions()).isEqualTo(5));
    assertThat(read.successful()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(TlsFault.class)
  void shouldTellEachKindOfFailureInItsWord(TlsFault fault) {
    TlsReport read =
        read(
            TlsReportDocument.packed(
                report(bad("example.org", STS, failure(fault, "mx.example.org"), 9))
                    .json()
                    .toString()));

    TlsReport.Failure told = read.results().get(0).failures().get(0);
    assertThat(TlsFault.worded(told.type())).contains(fault);
    assertThat(told.sessions()).isEqualTo(9);
    assertThat(told.sendingAddress()).isEqualTo("192.0.2.1");
    assertThat(told.receivingHost()).isEqualTo("mx.example.org");
    assertThat(told.receivingAddress()).isEqualTo("198.51.100.7");
    assertThat(told.code()).isEqualTo("because");
  }

  @Test
  void shouldCallTheSameReportTheSameAndOthersOtherwise() {
    var one = TlsReportDocument.of(DAY, "example.org", REPORTER, List.of());

    assertThat(TlsReportDocument.of(DAY, "example.org", REPORTER, List.of()).id())
        .isEqualTo(one.id());
    assertThat(TlsReportDocument.of(DAY.plusDays(1), "example.org", REPORTER, List.of()).id())
        .isNotEqualTo(one.id());
    assertThat(TlsReportDocument.of(DAY, "example.net", REPORTER, List.of()).id())
        .isNotEqualTo(one.id());
  }

  private static TlsReportDocument report(TalliedSessions... sessions) {
    return TlsReportDocument.of(DAY, "example.org", REPORTER, List.of(sessions));
  }

  static TlsReport read(byte[] octets) {
    var settings =
        ReceivedReportSettings.from(Settings.of(ReceivedReportSettings.ALL, Map.of(), Map.of()));
    ReportReading reading = new ReportReader(settings).read(octets);
    assertThat(reading)
        .as(new String(octets, StandardCharsets.ISO_8859_1))
        .isInstanceOf(ReportReading.Tls.class);
    return ((ReportReading.Tls) reading).report();
  }
}
