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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Octets of people who mean no good: a refusal or sound values, in bounded memory and time. */
class HostileReportTest {
  @TempDir Path folder;

  @Test
  void shouldRefuseBombs() {
    byte[] zeros = new byte[50 << 20];
    byte[] blanks = zeros.clone();
    Arrays.fill(blanks, (byte) ' ');
    blanks[0] = '<';
    byte[] brackets = new byte[50 << 20];
    Arrays.fill(brackets, (byte) '[');
    brackets[0] = '{';

    refused(gzip(zeros));
    refused(zip(zeros, "zeros"));
    assertThat(refused(gzip(xmlOf(blanks)))).contains("larger");
    assertThat(refused(zip(xmlOf(blanks), "report.xml"))).contains("larger");
    assertThat(refused(gzip(brackets))).contains("larger");
  }

  @Test
  void shouldRefuseReportsThatArePackedTwice() {
    assertThat(refused(gzip(gzip(octets(OLD))))).contains("more than once");
    assertThat(refused(zip(zip(octets(OLD), "a.xml"), "a.zip"))).contains("more than once");
  }

  @Test
  void shouldRefuseZipFilesOfManyFiles() {
    String[] names = new String[40];
    Arrays.setAll(names, i -> i + ".txt");

    assertThat(refused(zip(octets(OLD), names))).contains("10 entries");
  }

  @Test
  void shouldReadNothingOutside() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "the-secret-words");
    String dtd = "<!DOCTYPE feedback [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n<feedback>";

    String reason = refused(octets(OLD.replace("<feedback>", dtd).replace("1720-99", "&x;")));

    assertThat(reason).doesNotContain("the-secret-words");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE feedback><feedback>",
        "<!DOCTYPE feedback SYSTEM \"http://127.0.0.1:9/x.dtd\"><feedback>",
        "<!DOCTYPE f [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><feedback>&b;",
        "<!DOCTYPE f [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><feedback>",
        "<feedback>&undeclared;",
        "<feedback><record>&undeclared;</record>",
        "<feedback><unknown>&undeclared;</unknown>",
      })
  void shouldRefuseDtdsAndEntities(String start) {
    refused(octets(OLD.replace("<feedback>", start)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<feedback/>",
        "<feedback>",
        "<html><body>hello</body></html>",
        "<",
        "<?xml version=\"1.0\" encoding=\"no-such-charset\"?><feedback/>",
        "<?xml version=\"9.9\"?><feedback/>",
        "<feedback><report_metadata/><policy_published/></feedback>",
        "{}",
        "{",
        "{\"report-id\":\"x\"}",
        "{\"report-id\":\"x\",\"policies\":[]}",
        "{\"report-id\":\"x\",\"policies\":[],\"date-range\":{\"start-datetime\":\"yesterday\"}}",
        "",
        " ",
        "\u0000",
        "PK\u0003\u0004",
        "From: a@b.example\r\n\r\nno report here\r\n",
        "Content-Type: multipart/mixed\r\n\r\n--\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=\"x\r\n\r\n--x\r\n\r\n",
      })
  void shouldRefuseWhatIsNoReport(String text) {
    assertThat(refused(octets(text))).isNotBlank();
  }

  @Test
  void shouldRefuseDeepDocuments() {
    refused(octets(OLD.replace("<row>", "<row>" + "<a>".repeat(10_000) + "</a>".repeat(10_000))));
    refused(octets(TLS.replace("\"Company-X\"", "[".repeat(100_000) + "]".repeat(100_000))));
    refused(
        octets(TLS.replace("\"Company-X\"", "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000))));
  }

  @Test
  void shouldPassOverDeepElementsThatNobodyKnows() {
    String deep = "<x>".repeat(10_000) + "</x>".repeat(10_000) + "<record>";

    assertThat(read(OLD.replaceFirst("<record>", deep))).isInstanceOf(ReportReading.Dmarc.class);
  }

  @Test
  void shouldCutLongTextsAndTakeControlCharactersOut() {
    String long1 = "A" + "b".repeat(100_000);
    DmarcReport report =
        ((ReportReading.Dmarc)
                read(
                    OLD.replace("Receiver &amp; Sons", "a&#10;b&#x85;&#x202e;c\u0009d")
                        .replace("looks like a list", long1)))
            .report();

    assertThat(report.organization()).isEqualTo("a b c d");
    assertThat(report.rows().get(1).reasons().get(0).comment()).hasSize(1000);
  }

  @Test
  void shouldReadNoNumbersBeyondBounds() {
    TlsReport tls =
        ((ReportReading.Tls) read(TLS.replace("5326", "1E999999999").replace("303", "-7")))
            .report();
    DmarcReport dmarc =
        ((ReportReading.Dmarc) read(OLD.replace("<count>40<", "<count>99999999999999999999<")))
            .report();

    assertThat(tls.successful()).isZero();
    assertThat(tls.failed()).isZero();
    assertThat(tls.problems()).isNotEmpty();
    assertThat(dmarc.mails()).isEqualTo(2);
  }

  @Test
  void shouldReadAsManyRecordsAsAllowedAndTellOfTheRest() {
    int from = NEW.indexOf("<record>");
    String record = NEW.substring(from, NEW.indexOf("</record>") + 9);

    DmarcReport report =
        ((ReportReading.Dmarc) read(NEW.replace(record, record.repeat(1500)))).report();

    assertThat(report.rows()).hasSize(1000);
    assertThat(report.problems()).singleElement().asString().startsWith("500 records are left out");
  }

  @Test
  void shouldNotLookIntoMailInMailNorWithoutEnd() {
    String forwarded =
        "Content-Type: message/rfc822\r\n\r\n" + text(mail("application/gzip", gzip(octets(OLD))));
    StringBuilder nested = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      nested.append("Content-Type: multipart/mixed; boundary=b").append(i);
      nested.append("\r\n\r\n--b").append(i).append("\r\n");
    }

    refused(octets(forwarded));
    refused(octets(nested + "Content-Type: text/xml\r\n\r\n" + OLD));
    refused(
        octets(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n\r\n{}\r\n".repeat(10_000)));
  }

  @Test
  void shouldRefuseWhatIsLargerThanAllowed() {
    assertThat(refused(new byte[(1 << 20) + 1])).contains("received-reports.packed-octets-max");
  }

  @Test
  void shouldAlwaysComeToAnEnd() {
    byte[][] seeds = {
      octets(OLD),
      octets(NEW),
      octets(TLS),
      gzip(octets(OLD)),
      zip(octets(NEW), "a.xml"),
      mail("application/zip", zip(octets(OLD), "a.xml")),
      mail("text/xml", octets(NEW))
    };
    Chance.rounds(
        1500,
        random -> {
          byte[] octets = damaged(Chance.oneOf(random, seeds), random);

          ReportReading reading = read(octets);

          assertThat(ReportDocument.of(reading).toString()).isNotEmpty();
          if (reading instanceof ReportReading.Refused refused) {
            assertThat(refused.reason()).isNotBlank().hasSizeLessThan(1500);
          }
        });
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] octets =
        Arrays.copyOf(sound, random.nextInt(3) == 0 ? random.nextInt(sound.length) : sound.length);
    for (int i = random.nextInt(6); i > 0 && octets.length > 0; i--) {
      int at = random.nextInt(octets.length);
      int length = Math.min(1 + random.nextInt(12), octets.length - at);
      switch (random.nextInt(3)) {
        case 0 -> octets[at] = (byte) random.nextInt(256);
        case 1 -> Arrays.fill(octets, at, at + length, (byte) "<>{&".charAt(random.nextInt(4)));
        default ->
            System.arraycopy(
                octets, random.nextInt(octets.length - length + 1), octets, at, length);
      }
    }
    return octets;
  }

  private static byte[] xmlOf(byte[] blanks) {
    byte[] start = octets("<feedback><report_metadata>");
    System.arraycopy(start, 0, blanks, 0, start.length);
    return blanks;
  }

  private static String refused(byte[] octets) {
    ReportReading reading = read(octets);
    assertThat(reading).isInstanceOf(ReportReading.Refused.class);
    return ((ReportReading.Refused) reading).reason();
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
