package relay.domain.verification.report;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.report.ReportCases.NEW;
import static relay.domain.verification.report.ReportCases.OLD;
import static relay.domain.verification.report.ReportCases.TLS;
import static relay.domain.verification.report.ReportCases.gzip;
import static relay.domain.verification.report.ReportCases.mail;
import static relay.domain.verification.report.ReportCases.octets;
import static relay.domain.verification.report.ReportCases.read;
import static relay.domain.verification.report.ReportCases.zip;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import relay.domain.mail.IpLiteral;
import relay.domain.settings.Settings;
import relay.domain.verification.report.DmarcReport.Check;
import relay.domain.verification.report.DmarcReport.Row;

class ReportReaderTest {

  @Test
  void shouldReadReportsOfTheOldSchema() {
    DmarcReport report = dmarc(read(OLD));

    assertThat(report.organization()).isEqualTo("Receiver & Sons");
    assertThat(report.contact()).isEqualTo("noreply-dmarc@receiver.example");
    assertThat(report.id()).isEqualTo("1720-99");
    assertThat(report.period())
        .isEqualTo(
            new Period(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T23:59:59Z")));
    assertThat(report.policy().domain()).isEqualTo("example.org");
    assertThat(report.policy().percent()).isEqualTo("50");
    assertThat(report.policy().spfAlignment()).isEqualTo("s");
    assertThat(report.mails()).isEqualTo(42);
    assertThat(report.passed()).isEqualTo(40);
    assertThat(report.problems()).isEmpty();
    Row row = report.rows().get(0);
    assertThat(row.signatures())
        .containsExactly(
            new Check("example.org", "s1", "pass", ""),
            new Check("esp.example", "", "fail", "body hash did not verify"));
    assertThat(row.senders()).containsExactly(new Check("bounce.esp.example", "mfrom", "pass", ""));
    Row forged = report.rows().get(1);
    assertThat(forged.source()).isEqualTo(IpLiteral.parse("2001:db8::66").orElseThrow());
    assertThat(forged.isPass()).isFalse();
    assertThat(forged.reasons())
        .containsExactly(new DmarcReport.Reason("mailing_list", "looks like a list"));
  }

  @Test
  void shouldReadReportsOfTheNewSchemaWithoutTakingExtensionsForTheirOwn() {
    DmarcReport report = dmarc(read(NEW));

    assertThat(report.policy().method()).isEqualTo("treewalk");
    assertThat(report.policy().policy()).isEqualTo("reject");
    assertThat(report.policy().absent()).isEqualTo("reject");
    assertThat(report.policy().testing()).isEqualTo("y");
    assertThat(report.policy().failureOptions()).isEqualTo("0:1");
    assertThat(report.generator()).contains("Reporter 2.1");
    assertThat(report.errors()).containsExactly("one record was broken");
    assertThat(report.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.disposition()).isEqualTo("pass");
              assertThat(row.reasons().get(0).type()).isEqualTo("policy_test_mode");
              assertThat(row.sender()).isEmpty();
            });
  }

  @Test
  void shouldReadTlsReports() {
    TlsReport report = ((ReportReading.Tls) read(TLS)).report();

    assertThat(report.organization()).isEqualTo("Company-X");
    assertThat(report.successful()).isEqualTo(5326);
    assertThat(report.failed()).isEqualTo(303);
    assertThat(report.problems()).isEmpty();
    TlsReport.Result result = report.results().get(0);
    assertThat(result.domain()).isEqualTo("company-y.example");
    assertThat(result.hosts()).containsExactly("*.mail.company-y.example");
    assertThat(result.lines()).hasSize(4);
    assertThat(result.failures())
        .extracting(TlsReport.Failure::sessions)
        .containsExactly(100L, 203L);
    assertThat(result.failures().get(1).type()).isEqualTo("starttls-not-supported");
  }

  @ParameterizedTest
  @MethodSource("packages")
  void shouldReadReportsHoweverTheyCome(String how, byte[] octets) {
    ReportReading reading = read(octets);

    assertThat(reading).as("%s: %s", how, reading).isNotInstanceOf(ReportReading.Refused.class);
  }

  static Stream<Arguments> packages() {
    byte[] old = octets(OLD);
    byte[] tls = octets(TLS);
    String utf16 = OLD.replace("UTF-8", "UTF-16");
    String latin = OLD.replace("UTF-8", "ISO-8859-1").replace("Sons", "S\u00f6hne");
    return Stream.of(
        Arguments.of("gzip", gzip(old)),
        Arguments.of("zip", zip(old, "report.xml")),
        Arguments.of("zip with a folder and another file", zip(old, "d/", "d/a.txt", "d/r.xml")),
        Arguments.of("zip of a TLS report", zip(tls, "r.json")),
        Arguments.of("gzip of a TLS report", gzip(tls)),
        Arguments.of("byte order mark", octets("\ufeff" + OLD)),
        Arguments.of("byte order mark, JSON", octets("\ufeff" + TLS)),
        Arguments.of("blanks before", octets("\r\n  " + OLD)),
        Arguments.of("UTF-16", utf16.getBytes(StandardCharsets.UTF_16)),
        Arguments.of("Latin-1", latin.getBytes(StandardCharsets.ISO_8859_1)),
        Arguments.of("mail with zip", mail("application/zip", zip(old, "r.xml"))),
        Arguments.of("mail with gzip of another type", mail("application/octet-stream", gzip(old))),
        Arguments.of("mail with plain XML", mail("text/xml; charset=utf-8", old)),
        Arguments.of("mail with TLS report", mail("application/tlsrpt+gzip", gzip(tls))),
        Arguments.of("mail that is the report", wholeMail(gzip(old))),
        Arguments.of(
            "mail with bare LF",
            octets(text(mail("application/gzip", gzip(old))).replace("\r\n", "\n"))),
        Arguments.of(
            "mail cut off after it",
            octets(text(mail("application/gzip", gzip(old))).replace("--=_b 1--", ""))),
        Arguments.of("quoted-printable", quotedPrintable()));
  }

  @Test
  void shouldTakeTheFirstPartThatIsAReport() {
    byte[] damaged = octets("PK\003\004 broken");

    assertThat(read(mail("application/zip", damaged, gzip(octets(OLD)), gzip(octets(TLS)))))
        .isInstanceOf(ReportReading.Dmarc.class);
    assertThat(read(mail("application/zip", damaged, octets("no report"))))
        .isInstanceOf(ReportReading.Refused.class);
  }

  @Test
  void shouldLeaveOutRecordsThatSayNothingAndTellSo() {
    DmarcReport report =
        dmarc(
            read(
                OLD.replace("<count>40</count>", "<count>-40</count>")
                    .replace("2001:db8::66", "example.org")));

    assertThat(report.rows()).isEmpty();
    assertThat(report.problems()).hasSize(2);
    assertThat(report.mails()).isZero();
  }

  @Test
  void shouldShowTheSameFormForAll() {
    JsonObject dmarc = ReportDocument.of(read(OLD));
    JsonObject tls = ReportDocument.of(read(TLS));
    JsonObject none = ReportDocument.of(read("hello"));

    assertThat(dmarc.getString("kind")).isEqualTo("dmarc");
    assertThat(dmarc.getString("begin")).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(dmarc.getJsonObject("policy").getString("p")).isEqualTo("quarantine");
    assertThat(dmarc.getJsonArray("records").getJsonObject(0).getString("source_ip"))
        .isEqualTo("192.0.2.1");
    assertThat(dmarc.getJsonNumber("messages").longValue()).isEqualTo(42);
    assertThat(tls.getString("kind")).isEqualTo("tls");
    assertThat(tls.getJsonArray("policies").getJsonObject(0).getJsonArray("failures")).hasSize(2);
    assertThat(none.getString("kind")).isEqualTo("none");
    assertThat(none.getString("reason")).isNotBlank();
  }

  @Test
  void shouldHaveSafeBoundsByDefault() {
    ReceivedReportSettings settings =
        ReceivedReportSettings.from(Settings.of(ReceivedReportSettings.ALL, Map.of(), Map.of()));

    assertThat(settings.packedOctetsMax()).isEqualTo(16 << 20);
    assertThat(settings.recordsMax()).isEqualTo(20_000);
  }

  private static byte[] wholeMail(byte[] report) {
    return octets(
        "From: a@b.example\nContent-Type: application/gzip\nContent-Transfer-Encoding: base64\n\n"
            + Base64.getEncoder().encodeToString(report));
  }

  private static byte[] quotedPrintable() {
    String body = OLD.replace("=", "=3D").replace("<row>", "<ro=\r\nw>");
    return octets(
        "Content-Type: text/xml\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + body);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static DmarcReport dmarc(ReportReading reading) {
    assertThat(reading).isInstanceOf(ReportReading.Dmarc.class);
    return ((ReportReading.Dmarc) reading).report();
  }
}
