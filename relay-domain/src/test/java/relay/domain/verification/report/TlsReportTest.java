package relay.domain.verification.report;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.report.ReportCases.TLS;
import static relay.domain.verification.report.ReportCases.octets;
import static relay.domain.verification.report.ReportCases.read;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS reports (RFC 8460) as servers write them: members missing, of other kinds, too many. */
class TlsReportTest {

  @Test
  void shouldReadAPolicyWithoutFailures() {
    TlsReport report =
        tls(
            """
            {"organization-name":"R","date-range":{"start-datetime":"2026-01-01T00:00:00Z",
             "end-datetime":"2026-01-02T00:00:00Z"},"report-id":"1","policies":[{"policy":
             {"policy-type":"no-policy-found","policy-domain":"example.org"},
             "summary":{"total-successful-session-count":7,"total-failure-session-count":0}}]}
            """);

    TlsReport.Result result = report.results().get(0);
    assertThat(result.type()).isEqualTo("no-policy-found");
    assertThat(result.hosts()).isEmpty();
    assertThat(result.lines()).isEmpty();
    assertThat(result.failures()).isEmpty();
    assertThat(report.successful()).isEqualTo(7);
    assertThat(report.contact()).isEmpty();
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void shouldAddUpSeveralPolicies() {
    String one = TLS.substring(TLS.indexOf("[{") + 1, TLS.lastIndexOf("]"));
    TlsReport report = tls(TLS.replace(one, one + "," + one.replace("5326", "4")));

    assertThat(report.results()).hasSize(2);
    assertThat(report.successful()).isEqualTo(5330);
    assertThat(report.failed()).isEqualTo(606);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00+02:00, 2025-12-31T22:00:00Z",
    "2026-01-01T00:00:00.123Z, 2026-01-01T00:00:00.123Z",
    "2026-01-01T00:00Z, 2026-01-01T00:00:00Z",
  })
  void shouldReadTimesOfAnyZone(String written, String meant) {
    TlsReport report = tls(TLS.replace("2026-01-01T00:00:00Z", written));

    assertThat(report.period().begin()).isEqualTo(Instant.parse(meant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"2026-01-01\"",
        "\"2026-13-01T00:00:00Z\"",
        "\"1767225600\"",
        "1767225600",
        "null",
        "\"\"",
        "{}",
      })
  void shouldRefuseTimesThatAreNone(String time) {
    ReportReading reading = read(TLS.replace("\"2026-01-01T00:00:00Z\"", time));

    assertThat(((ReportReading.Refused) reading).reason()).contains("start-datetime");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"organization-name\": 7",
        "\"organization-name\": null",
        "\"organization-name\": []",
        "\"organization-name\": {\"a\": 1}",
        "\"organisation\": \"Company-X\"",
      })
  void shouldLeaveOutTextsThatAreNone(String member) {
    TlsReport report = tls(TLS.replace("\"organization-name\": \"Company-X\"", member));

    assertThat(report.organization()).isEmpty();
    assertThat(report.results()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "303   | 303  | 303",
        "303   | 0    | 0",
        "303   | -1   | 0",
        "303   | 1.5  | 0",
        "303   | \"9\"| 0",
        "303   | null | 0",
        "303   | 1e2  | 0",
        "303   | 99999999999999999999 | 0",
      })
  void shouldReadCountsThatAreNumbersOnly(String from, String to, long failed) {
    TlsReport report = tls(TLS.replace(from + "}", to + "}"));

    assertThat(report.failed()).isEqualTo(failed);
    assertThat(report.problems().isEmpty()).isEqualTo(to.matches("\\d{1,3}"));
  }

  @Test
  void shouldTellOfWrongCountsOnce() {
    TlsReport report = tls(TLS.replace("5326", "-1").replace("303", "-2").replace("203", "-3"));

    assertThat(report.problems()).singleElement().asString().contains("sessions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"mx-host\": [\"a.example\", \"b.example\"]",
        "\"mx-host\": [\"a.example\", 7, null, \"b.example\", {}]",
      })
  void shouldReadHostsOfAnArray(String hosts) {
    TlsReport report = tls(TLS.replace("\"mx-host\": \"*.mail.company-y.example\"", hosts));

    assertThat(report.results().get(0).hosts()).containsExactly("a.example", "b.example");
  }

  @Test
  void shouldPassOverPoliciesAndDetailsOfAnotherKind() {
    TlsReport report =
        tls(
            TLS.replace("\"policies\": [", "\"policies\": [7, \"x\", null, [], ")
                .replace("\"failure-details\": [", "\"failure-details\": [7, [], "));

    assertThat(report.results()).hasSize(1);
    assertThat(report.results().get(0).failures()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"policies\": {}", "\"policies\": \"x\"", "\"policies\": null", "\"p\": []"})
  void shouldRefuseReportsWithoutPolicies(String policies) {
    String report =
        "{\"report-id\":\"1\",\"date-range\":{\"start-datetime\":\"2026-01-01T00:00:00Z\","
            + "\"end-datetime\":\"2026-01-02T00:00:00Z\"},"
            + policies
            + "}";

    assertThat(read(report)).isInstanceOf(ReportReading.Refused.class);
  }

  @Test
  void shouldReadAsManyRecordsAsAllowedAndTellOfTheRest() {
    String detail = "{\"result-type\":\"x\",\"failed-session-count\":1},";
    String many =
        TLS.replace("\"failure-details\": [", "\"failure-details\": [" + detail.repeat(2000));

    TlsReport report = tls(many);

    assertThat(report.results().get(0).failures()).hasSize(999);
    assertThat(report.problems()).singleElement().asString().contains("records-max");
  }

  @Test
  void shouldReadAHundredLinesOfAPolicy() {
    String lines = "\"policy-string\": [" + "\"mx: a.example\", ".repeat(500);

    TlsReport report = tls(TLS.replace("\"policy-string\": [", lines));

    assertThat(report.results().get(0).lines()).hasSize(100);
  }

  @Test
  void shouldMakeWordsOfTheFormatPlain() {
    TlsReport report =
        tls(
            TLS.replace("certificate-expired", "Certificate-Expired<script>")
                .replace("starttls-not-supported", " STARTTLS-Not-Supported ")
                .replace("mx2.mail.company-y.example", "MX2.Company-Y.Example."));

    assertThat(report.results().get(0).failures().get(0).type()).isEmpty();
    assertThat(report.results().get(0).failures().get(1).type())
        .isEqualTo("starttls-not-supported");
    assertThat(report.results().get(0).failures().get(1).receivingHost())
        .isEqualTo("mx2.company-y.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"report-id\":\"1\"} {\"report-id\":\"2\"}",
        "{\"report-id\":\"1\",}",
        "{'report-id':'1'}",
        "{\"report-id\":\"1\"",
        "{\"report-id\":\"\\ud800\"",
        "{\"a\":1e99999999999999999999,\"report-id\":\"1\"}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{/* comment */}",
      })
  void shouldRefuseWhatIsNoJson(String text) {
    assertThat(((ReportReading.Refused) read(text)).reason()).isNotBlank();
  }

  @Test
  void shouldReadOctetsThatAreNoTextWithoutFalling() {
    byte[] broken = octets(TLS);
    int at = TLS.indexOf("Company-X");
    broken[at] = (byte) 0xff;
    broken[at + 1] = (byte) 0xc0;

    assertThat(ReportDocument.of(read(broken)).getString("kind")).isIn("tls", "none");
  }

  private static TlsReport tls(String text) {
    ReportReading reading = read(text);
    assertThat(reading).as(reading.toString()).isInstanceOf(ReportReading.Tls.class);
    return ((ReportReading.Tls) reading).report();
  }
}
