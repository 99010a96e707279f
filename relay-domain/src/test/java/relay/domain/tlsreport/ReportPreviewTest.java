package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.STS;
import static relay.domain.tlsreport.TlsReporting.good;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.signing.DkimKeyLookup.Answer;

class ReportPreviewTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private TlsReportSettings settings = TlsReporting.settings("tls-reports.spread", "0s");
  private Answer answer =
      new Answer.Found(List.of("v=TLSRPTv1; rua=mailto:tls@example.org,https://example.org/tls"));
  private final TlsReports reports = new InMemoryTlsReports();
  private final SessionTally tally = new SessionTally(() -> settings, () -> NOW);

  @Test
  void shouldShowWhatIsWrittenDownAndWhatIsStillInMemory() {
    reports.add(List.of(good("example.org", STS, 3), good("example.net", STS, 9)), 10);
    tally.note("example.org", STS, Optional.empty());
    tally.note("example.net", STS, Optional.empty());

    JsonObject shown = preview();

    assertThat(shown.getString("record")).isEqualTo("_smtp._tls.example.org");
    assertThat(shown.getBoolean("wanted")).isTrue();
    assertThat(shown.getJsonArray("to").toString())
        .isEqualTo("[\"mailto:tls@example.org\",\"https://example.org/tls\"]");
    assertThat(shown.getString("report_at")).isEqualTo("2026-11-21T00:10:00Z");
    assertThat(
            shown
                .getJsonObject("document")
                .getJsonArray("policies")
                .getJsonObject(0)
                .getJsonObject("summary")
                .getInt("total-successful-session-count"))
        .isEqualTo(4);
    assertThat(tally.take()).as("left where it was").hasSize(2);
  }

  @Test
  void shouldShowNoDocumentWhereNothingWasCounted() {
    assertThat(preview().containsKey("document")).isFalse();
  }

  @Test
  void shouldSayThatADomainWantsNone() {
    answer = new Answer.Missing();

    assertThat(preview().getBoolean("wanted")).isFalse();
    assertThat(preview().containsKey("problem")).isFalse();
  }

  @Test
  void shouldSayThatARecordCannotBeUsed() {
    answer = new Answer.Found(List.of("v=TLSRPTv1; rua=nonsense"));

    assertThat(preview().getString("problem")).contains("not one TLSRPTv1 record");
  }

  @Test
  void shouldSayThatTheDnsIsSilent() {
    answer = new Answer.Unavailable("SERVFAIL");

    assertThat(preview().getString("problem")).isEqualTo("the DNS gave no answer: SERVFAIL");
  }

  @Test
  void shouldSayThatNothingIsSent() {
    settings = TlsReporting.settings("tls-reports.from", "");

    JsonObject shown = preview();

    assertThat(shown.getBoolean("enabled")).isFalse();
    assertThat(shown.getString("problem")).contains("tls-reports.from");
  }

  private JsonObject preview() {
    return new ReportPreview(reports, tally, name -> answer, () -> settings, () -> NOW)
        .of(DomainName.of("example.org"));
  }
}
