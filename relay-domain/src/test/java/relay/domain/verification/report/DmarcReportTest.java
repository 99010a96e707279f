package relay.domain.verification.report;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.report.ReportCases.NEW;
import static relay.domain.verification.report.ReportCases.OLD;
import static relay.domain.verification.report.ReportCases.read;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DMARC reports as reporters write them against the schema, and sums over them. */
class DmarcReportTest {

  @ParameterizedTest
  @CsvSource({
    "pass, pass, true",
    "pass, fail, true",
    "fail, pass, true",
    "fail, fail, false",
    "'', '', false",
    "PASS, fail, true",
    "passed, fail, false",
  })
  void shouldPassByEitherOfTheTwo(String dkim, String spf, boolean pass) {
    DmarcReport report =
        dmarc(
            OLD.replace(
                "<dkim>pass</dkim><spf>fail</spf></policy_evaluated>",
                "<dkim>%s</dkim><spf>%s</spf></policy_evaluated>".formatted(dkim, spf)));

    assertThat(report.rows().get(0).isPass()).isEqualTo(pass);
    assertThat(report.passed()).isEqualTo(pass ? 40 : 0);
    assertThat(report.mails()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<source_ip>192.0.2.300</source_ip>",
        "<source_ip>192.0.2</source_ip>",
        "<source_ip>mail.example.org</source_ip>",
        "<source_ip></source_ip>",
        "<ip>192.0.2.1</ip>",
        "<source_ip>192.0.2.1; drop</source_ip>",
        "<source_ip>fe80::1%eth0</source_ip>",
      })
  void shouldLeaveOutARecordWithoutASoundAddress(String address) {
    DmarcReport report = dmarc(OLD.replace("<source_ip>192.0.2.1</source_ip>", address));

    assertThat(report.rows()).hasSize(1);
    assertThat(report.problems()).hasSize(1);
    assertThat(report.mails()).isEqualTo(2);
  }

  @Test
  void shouldReadAnAddressWithBlanksAroundIt() {
    DmarcReport report = dmarc(OLD.replace(">192.0.2.1<", ">\n   192.0.2.1 <"));

    assertThat(report.rows().get(0).source().getHostAddress()).isEqualTo("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<begin>1767225600</begin>,<begin>yesterday</begin>",
        "<begin>1767225600</begin>,<begin>-5</begin>",
        "<begin>1767225600</begin>,<begin>253402300800</begin>",
        "<begin>1767225600</begin>,<begin>1767225600.5</begin>",
        "<begin>1767225600</begin>,''",
        "<end>1767311999</end>,<end>99999999999999999999999</end>",
        "date_range,range",
      })
  void shouldRefuseAReportAboutNoTime(String change) {
    String[] parts = change.split(",", 2);

    ReportReading reading = read(OLD.replace(parts[0], parts[1].equals("''") ? "" : parts[1]));

    assertThat(((ReportReading.Refused) reading).reason()).contains("time");
  }

  @Test
  void shouldTellThatATimeEndsBeforeItBegins() {
    DmarcReport report = dmarc(OLD.replace("1767311999", "1767225599"));

    assertThat(report.problems()).containsExactly("its time ends before it begins");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<report_id>1720-99</report_id>,<report_id> </report_id>",
        "<domain>Example.org</domain>,<domain/>",
        "report_metadata>,metadata>",
        "policy_published>,policy>",
      })
  void shouldRefuseWhatIsNotWhole(String change) {
    String[] parts = change.split(",", 2);

    assertThat(((ReportReading.Refused) read(OLD.replace(parts[0], parts[1]))).reason())
        .contains("no whole DMARC report");
  }

  @Test
  void shouldTakeThePageToContactWhereThereIsNoAddress() {
    DmarcReport report =
        dmarc(OLD.replace("<email>noreply-dmarc@receiver.example</email>", "<email/>"));

    assertThat(report.contact()).isEqualTo("https://receiver.example/dmarc");
  }

  @Test
  void shouldReadEarlyReportersWhoSayIdentities() {
    DmarcReport report = dmarc(OLD.replace("identifiers>", "identities>"));

    assertThat(report.rows().get(0).from()).isEqualTo("example.org");
    assertThat(report.rows().get(1).sender()).isEqualTo("forger.example");
  }

  @Test
  void shouldReadReportsWithAPrefixForTheirNamespace() {
    String prefixed =
        OLD.replace("<feedback>", "<d:feedback xmlns:d=\"urn:ietf:params:xml:ns:dmarc-2.0\">")
            .replace("</feedback>", "</d:feedback>");

    assertThat(dmarc(prefixed).mails()).isEqualTo(42);
  }

  @Test
  void shouldReadTextInSectionsAndBetweenComments() {
    DmarcReport report =
        dmarc(
            OLD.replace("Receiver &amp; Sons", "<![CDATA[Receiver <&> ]]>So<!-- no -->ns")
                .replace("<record>", "<?pi x?><!-- c --><record>"));

    assertThat(report.organization()).isEqualTo("Receiver <&> Sons");
    assertThat(report.rows()).hasSize(2);
  }

  @Test
  void shouldTakeTheFirstOfWhatStandsTwice() {
    DmarcReport report =
        dmarc(OLD.replace("<count>40</count>", "<count>40</count><count>7000</count>"));

    assertThat(report.mails()).isEqualTo(42);
  }

  @Test
  void shouldReadARecordWithoutResults() {
    DmarcReport report =
        dmarc(NEW.substring(0, NEW.indexOf("<policy_evaluated>")) + "</row></record></feedback>");

    assertThat(report.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.count()).isEqualTo(3);
              assertThat(row.disposition()).isEmpty();
              assertThat(row.from()).isEmpty();
              assertThat(row.signatures()).isEmpty();
              assertThat(row.isPass()).isFalse();
            });
  }

  @Test
  void shouldReadAHundredResultsOfARecord() {
    String dkim = "<dkim><domain>a.example</domain><result>fail</result></dkim>";

    DmarcReport report =
        dmarc(OLD.replaceFirst("<auth_results>", "<auth_results>" + dkim.repeat(500)));

    assertThat(report.rows().get(0).signatures()).hasSize(100);
  }

  @Test
  void shouldTellOfTwentyProblemsAtMost() {
    String record = OLD.substring(OLD.indexOf("<record>"), OLD.indexOf("</record>") + 9);
    String broken = record.replace("192.0.2.1", "nowhere");

    DmarcReport report = dmarc(OLD.replace(record, broken.repeat(500)));

    assertThat(report.problems()).hasSize(20);
    assertThat(report.rows()).hasSize(1);
  }

  @Test
  void shouldTellOfTwentyErrorsOfTheReporterAtMost() {
    String error = "<error>one record was broken</error>";

    assertThat(dmarc(NEW.replace(error, error.repeat(100))).errors()).hasSize(20);
  }

  @Test
  void shouldReadAReportWithWrongLettersInANameAndKeepTheConsoleClean() {
    byte[] report = OLD.getBytes(StandardCharsets.UTF_8);
    int at = OLD.indexOf("Receiver");
    report[at] = (byte) 0xff;
    report[at + 1] = (byte) 0xc0;
    PrintStream console = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    ReportReading reading;
    try {
      reading = read(report);
    } finally {
      System.setErr(console);
    }

    assertThat(((ReportReading.Dmarc) reading).report().organization()).endsWith("ceiver & Sons");
    assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("Fatal");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8",
    "utf-8, UTF-8",
    "ISO-8859-1, ISO-8859-1",
    "windows-1252, windows-1252",
    "US-ASCII, US-ASCII",
    "UTF-16, UTF-8",
    "GB18030, GB18030",
  })
  void shouldReadEachCharsetThatADeclarationNames(String declared, String charset)
      throws UnsupportedEncodingException {
    byte[] report = OLD.replace("\"UTF-8\"", "'" + declared + "'").getBytes(charset);

    assertThat(((ReportReading.Dmarc) read(report)).report().mails()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<record/>", "<record><row/></record>", "<record>text</record>"})
  void shouldPassOverEmptyRecords(String record) {
    DmarcReport report = dmarc(OLD.replaceFirst("<record>", record + "<record>"));

    assertThat(report.rows()).hasSize(2);
    assertThat(report.problems()).hasSize(1);
  }

  private static DmarcReport dmarc(String text) {
    ReportReading reading = read(text);
    assertThat(reading).as(reading.toString()).isInstanceOf(ReportReading.Dmarc.class);
    return ((ReportReading.Dmarc) reading).report();
  }
}
