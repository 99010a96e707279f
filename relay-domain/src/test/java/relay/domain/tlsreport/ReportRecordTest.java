package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.EmailAddress;
import relay.domain.webhook.Target;

/** RFC 8460 3. */
class ReportRecordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=TLSRPTv1; rua=mailto:tls@example.org",
        "v=TLSRPTv1;rua=mailto:tls@example.org",
        "v=TLSRPTv1;rua=mailto:tls@example.org;",
        "v=TLSRPTv1 ; rua=mailto:tls@example.org ; x=unknown",
        "v=TLSRPTv1;new-field=1;rua=mailto:tls@example.org",
        "v=TLSRPTv1; rua=mailto:tls@example.org?subject=TLS%20report",
        "v=TLSRPTv1; rua=MAILTO:tls@example.org"
      })
  void shouldReadARecordAsItMayBeWritten(String text) {
    assertThat(to(text)).containsExactly("tls@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=spf1 -all",
        "v=TLSRPTv1",
        "v=TLSRPTv1;",
        "v=tlsrptv1; rua=mailto:tls@example.org",
        "v=TLSRPTv2; rua=mailto:tls@example.org",
        "v=TLSRPTv10; rua=mailto:tls@example.org",
        " v=TLSRPTv1; rua=mailto:tls@example.org",
        "rua=mailto:tls@example.org; v=TLSRPTv1",
        "v=TLSRPTv1; rua=tls@example.org",
        "v=TLSRPTv1; rua=mailto:",
        "v=TLSRPTv1; rua=mailto:nobody",
        "v=TLSRPTv1; rua=mailto:%zz@example.org",
        "v=TLSRPTv1; rua=http://example.org/tls",
        "v=TLSRPTv1; rua=https://user:secret@example.org/tls",
        "v=TLSRPTv1; rua=ftp://example.org/tls",
        "v=TLSRPTv1; rua="
      })
  void shouldTakeWhatSaysNothingForNoRecord(String text) {
    assertThat(ReportRecord.in(List.of(text))).isEmpty();
  }

  @Test
  void shouldTellEveryoneWhoIsNamed() {
    var record =
        ReportRecord.in(
                List.of(
                    "v=TLSRPTv1; rua=mailto:a%2Bb@example.org, https://example.org:8443/tls?x=1 ,"
                        + "mailto:a+b@example.net"))
            .orElseThrow();

    assertThat(record.addresses())
        .containsExactly(
            new ReportAddress.ByMail(
                "mailto:a%2Bb@example.org", EmailAddress.parse("a+b@example.org")),
            new ReportAddress.ByWeb(
                "https://example.org:8443/tls?x=1",
                new Target(true, "example.org", 8443, "/tls?x=1")),
            new ReportAddress.ByMail(
                "mailto:a+b@example.net", EmailAddress.parse("a+b@example.net")));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 0", "3, 0"})
  void shouldTakeSeveralRecordsForNone(int ours, int expected) {
    List<String> texts = new java.util.ArrayList<>(List.of("v=spf1 -all", "something else"));
    for (int i = 0; i < ours; i++) {
      texts.add("v=TLSRPTv1; rua=mailto:tls" + i + "@example.org");
    }

    assertThat(ReportRecord.in(texts).stream().count()).isEqualTo(expected);
  }

  @Test
  void shouldPassOverAnAddressThatIsNoneAndNeverSendTwiceToOne() {
    assertThat(
            to(
                "v=TLSRPTv1; rua=nonsense,mailto:a@example.org,mailto:a@example.org,"
                    + "mailto:"
                    + "a".repeat(600)
                    + "@example.org"))
        .containsExactly("a@example.org");
  }

  @Test
  void shouldNotSendToTheWholeWorld() {
    StringBuilder text = new StringBuilder("v=TLSRPTv1; rua=mailto:a0@example.org");
    for (int i = 1; i < 100; i++) {
      text.append(",mailto:a").append(i).append("@example.org");
    }

    assertThat(to(text.toString())).hasSize(ReportRecord.ADDRESSES_MAX);
  }

  @Test
  void shouldStandBelowTheDomain() {
    assertThat(ReportRecord.nameFor("example.org")).isEqualTo("_smtp._tls.example.org");
  }

  private static List<String> to(String text) {
    return ReportRecord.in(List.of(text)).orElseThrow().addresses().stream()
        .map(address -> ((ReportAddress.ByMail) address).to().toString())
        .toList();
  }
}
