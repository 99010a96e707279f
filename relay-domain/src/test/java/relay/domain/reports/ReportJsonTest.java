package relay.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.Settings;

class ReportJsonTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  @Test
  void shouldTellAReportAndLeaveOutWhatIsNotKnown() {
    KeptReport report =
        ReportsContract.report("a1", "acme", 0, ReportsContract.row("192.0.2.1", 4, true, false));

    JsonObject shown = ReportJson.of(report);

    assertThat(shown.getString("kind")).isEqualTo("dmarc");
    assertThat(shown.getInt("messages")).isEqualTo(4);
    assertThat(shown.getJsonNumber("pass_rate").doubleValue()).isEqualTo(0.5);
    JsonObject row = shown.getJsonArray("rows").getJsonObject(0);
    assertThat(row.getString("result")).isEqualTo("pass");
    assertThat(row.getBoolean("dkim_aligned")).isTrue();
    assertThat(row.getBoolean("spf_aligned")).isFalse();
    assertThat(shown).doesNotContainKey("sessions");
  }

  @Test
  void shouldTellSessionsOfTlsReports() {
    JsonObject shown = ReportJson.of(ReportsContract.sessions("b1", "acme", 0));

    assertThat(shown.getInt("sessions")).isEqualTo(9);
    assertThat(shown.getJsonArray("rows").getJsonObject(0).getString("result")).isEqualTo("secure");
    JsonObject failed = shown.getJsonArray("rows").getJsonObject(1);
    assertThat(failed.getString("result")).isEqualTo("certificate-expired");
    assertThat(failed.getString("reason")).isEqualTo("why");
  }

  @Test
  void shouldTellWhereAPageGoesOn() {
    ReportHead head = ReportsContract.sessions("b1", "acme", 0).head();

    assertThat(ReportJson.of(new ReportPage(List.of(head), Optional.of(head.id()))))
        .containsKey("next_cursor");
    assertThat(ReportJson.of(new ReportPage(List.of(head), Optional.empty())))
        .doesNotContainKey("next_cursor");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0, true, esp.example, signer.example, ours, this relay",
        "9, true, esp.example, signer.example, ours, this relay",
        "9, false, esp.example, signer.example, known, esp.example",
        "9, false, '', signer.example, known, signer.example",
        "0, false, '', '', unknown, -"
      })
  void shouldSayWhoASourceIs(
      long passed, boolean isOurs, String sentFor, String signedBy, String standing, String owner) {
    var source = new SourceFigures("192.0.2.1", 9, passed, 0, 0, 0, DAY, DAY, sentFor, signedBy);

    JsonObject shown =
        ReportJson.sources(List.of(source), address -> isOurs, false)
            .getJsonArray("sources")
            .getJsonObject(0);

    assertThat(shown.getString("standing")).isEqualTo(standing);
    assertThat(shown.getString("owner", null)).isEqualTo(owner);
  }

  @Test
  void shouldLeaveOutOurselvesWhereUnknownSendersAreAskedFor() {
    var ours = new SourceFigures("192.0.2.1", 9, 0, 0, 0, 0, DAY, DAY, "", "");
    var other = new SourceFigures("192.0.2.2", 9, 0, 0, 0, 9, DAY, DAY, "", "");

    JsonObject shown =
        ReportJson.sources(List.of(ours, other), address -> address.endsWith(".1"), true);

    assertThat(shown.getJsonArray("sources")).hasSize(1);
    assertThat(shown.toString()).contains("192.0.2.2");
  }

  @Test
  void shouldTellSharesOfADayAndNoneOfADayWithoutMail() {
    var day = new DayFigures(DAY, 3, 2, 1, 0, 2);
    var empty = new DayFigures(DAY.plusDays(1), 0, 0, 0, 0, 1);

    var shown = ReportJson.days(List.of(day, empty)).getJsonArray("days");

    JsonObject first = shown.getJsonObject(0);
    assertThat(first.getJsonNumber("pass_rate").doubleValue()).isEqualTo(0.6667);
    assertThat(first.getJsonNumber("dkim_rate").doubleValue()).isEqualTo(0.3333);
    assertThat(first.getJsonNumber("spf_rate").doubleValue()).isZero();
    assertThat(shown.getJsonObject(1)).doesNotContainKey("pass_rate");
  }

  @Test
  void shouldKeepReportsForMoreThanAYearUnlessToldOtherwise() {
    var usual = KeptReportSettings.from(Settings.of(KeptReportSettings.ALL, Map.of(), Map.of()));

    assertThat(usual.keptFor().toDays()).isEqualTo(400);
    assertThat(usual.rowsMax()).isEqualTo(1_000_000);
  }
}
