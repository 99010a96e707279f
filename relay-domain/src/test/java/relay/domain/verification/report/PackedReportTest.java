package relay.domain.verification.report;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.report.ReportCases.OLD;
import static relay.domain.verification.report.ReportCases.gzip;
import static relay.domain.verification.report.ReportCases.mail;
import static relay.domain.verification.report.ReportCases.octets;
import static relay.domain.verification.report.ReportCases.read;
import static relay.domain.verification.report.ReportCases.zip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Packed reports: cut, joined, mislabelled, and larger inside than they say. */
class PackedReportTest {

  @Test
  void shouldReadAGzipThatWasMadeInTwoPieces() {
    byte[] report = octets(OLD);
    byte[] first = gzip(Arrays.copyOf(report, report.length / 2));
    byte[] second = gzip(Arrays.copyOfRange(report, report.length / 2, report.length));

    assertThat(read(joined(first, second))).isInstanceOf(ReportReading.Dmarc.class);
  }

  @Test
  void shouldReadNothingOrAllOfAPackageThatWasCutAnywhere() {
    byte[] gzip = gzip(octets(OLD));
    byte[] zip = zip(octets(OLD), "r.xml");
    Chance.rounds(
        60,
        random -> {
          byte[] whole = random.nextBoolean() ? gzip : zip;

          ReportReading reading = read(Arrays.copyOf(whole, random.nextInt(whole.length)));

          assertThat(reading).isNotInstanceOf(ReportReading.Tls.class);
          if (reading instanceof ReportReading.Dmarc dmarc) {
            assertThat(dmarc.report().mails()).isEqualTo(42);
          }
        });
  }

  @Test
  void shouldReadAZipWhoseFileIsOnlyStored() throws IOException {
    byte[] report = octets(OLD);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("r.xml");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(report.length);
      CRC32 sum = new CRC32();
      sum.update(report);
      entry.setCrc(sum.getValue());
      zip.putNextEntry(entry);
      zip.write(report);
      zip.closeEntry();
    }

    assertThat(read(out.toByteArray())).isInstanceOf(ReportReading.Dmarc.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "/absolute.xml", "C:\\windows.xml", "a\u0000b.xml", "REPORT"})
  void shouldNotCareForTheNamesInAZip(String name) {
    assertThat(read(zip(octets(OLD), name))).isInstanceOf(ReportReading.Dmarc.class);
  }

  @Test
  void shouldRefuseAZipThatSaysItsFileIsSmallerThanItIs() {
    byte[] bomb = new byte[8 << 20];
    Arrays.fill(bomb, (byte) ' ');
    bomb[0] = '<';
    byte[] zip = zip(bomb, "r.xml");
    // The size in the local header and in the directory; readers must not trust either.
    for (int i = 0; i + 4 < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && (zip[i + 2] == 1 || zip[i + 2] == 7)) {
        Arrays.fill(zip, i + 12, Math.min(zip.length, i + 16), (byte) 1);
      }
    }

    assertThat(read(zip)).isInstanceOf(ReportReading.Refused.class);
  }

  @Test
  void shouldRefuseManySmallBombsInOneMail() {
    byte[] zeros = new byte[4 << 20];
    Arrays.fill(zeros, (byte) '[');
    zeros[0] = '{';
    byte[] bomb = gzip(zeros);
    byte[][] bombs = new byte[40][];
    Arrays.fill(bombs, bomb);

    ReportReading reading = read(mail("application/gzip", bombs));

    assertThat(((ReportReading.Refused) reading).reason()).contains("larger");
  }

  @Test
  void shouldFindTheReportBehindABombInTheSameMail() {
    byte[] zeros = new byte[4 << 20];
    zeros[0] = '<';

    assertThat(read(mail("application/gzip", gzip(zeros), gzip(octets(OLD)))))
        .isInstanceOf(ReportReading.Dmarc.class);
  }

  @Test
  void shouldRefuseEntitiesThatGrow() {
    StringBuilder dtd = new StringBuilder("<!DOCTYPE f [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 40; i++) {
      dtd.append("<!ENTITY a").append(i).append(" \"&a").append(i - 1).append(";&a");
      dtd.append(i - 1).append(";\">");
    }
    String laughs = OLD.replace("<feedback>", dtd + "]><feedback>").replace("1720-99", "&a39;");

    assertThat(((ReportReading.Refused) read(laughs)).reason()).contains("DTD");
    assertThat(read(gzip(octets(laughs)))).isInstanceOf(ReportReading.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- %s -->",
        "<?x %s?>",
        "<unknown a=\"%s\"/>",
        "<unknown>%s</unknown>",
        "<![CDATA[%s]]>"
      })
  void shouldBearLongPiecesOfXmlWithinItsBounds(String piece) {
    String report = OLD.replaceFirst("<record>", piece.formatted("y".repeat(200_000)) + "<record>");

    ReportReading reading = read(report);

    assertThat(ReportDocument.of(reading).toString()).hasSizeLessThan(10_000);
  }

  @Test
  void shouldBearManyAttributesAndNamespaces() {
    StringBuilder attributes = new StringBuilder("<unknown");
    for (int i = 0; i < 5000; i++) {
      attributes.append(" xmlns:n").append(i).append("=\"urn:").append(i).append("\" a");
      attributes.append(i).append("=\"\"");
    }

    ReportReading reading = read(OLD.replaceFirst("<record>", attributes + "/><record>"));

    assertThat(ReportDocument.of(reading).toString()).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/mixed; x-boundary=y; boundary=x",
        "multipart/mixed; name=\"boundary=y\"; boundary=x",
        "multipart/report; report-type=\"tlsrpt\"; boundary=\"x\"",
        "Multipart/Mixed;\r\n\tboundary=x",
        "multipart/mixed; boundary = x",
      })
  void shouldFindTheBoundaryAmongOtherParameters(String type) {
    String mail =
        "Content-Type: "
            + type
            + "\r\n\r\n--x\r\nContent-Type: text/xml\r\n\r\n"
            + OLD
            + "\r\n--x--";

    assertThat(read(mail)).isInstanceOf(ReportReading.Dmarc.class);
  }

  @Test
  void shouldEndAStreamAtItsBoundHoweverItIsRead() throws IOException {
    for (int max : new int[] {0, 1, 5, 9}) {
      assertThat(octetsBefore(max, in -> in.read())).isEqualTo(max);
      assertThat(octetsBefore(max, in -> in.skip(1) == 0 ? -1 : 1)).isEqualTo(max);
      assertThat(octetsBefore(max, in -> in.read(new byte[1], 0, 1))).isEqualTo(max);
    }
    try (BoundedInput in = new BoundedInput(new ByteArrayInputStream(new byte[10]), 10)) {
      assertThat(in.readAllBytes()).hasSize(10);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.markSupported()).isFalse();
    }
  }

  private interface Step {
    int take(InputStream in) throws IOException;
  }

  private static int octetsBefore(int max, Step step) throws IOException {
    int taken = 0;
    try (BoundedInput in = new BoundedInput(new ByteArrayInputStream(new byte[10]), max)) {
      while (step.take(in) >= 0) {
        taken++;
      }
    } catch (BoundedInput.TooLarge e) {
      assertThat(e).hasMessageContaining("received-reports");
      return taken;
    }
    return -1;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
