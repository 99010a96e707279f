package relay.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.view.InvalidQuery;

class ReportQueryReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldAskForTheLastThirtyDaysByItself() {
    ReportQuery query = read(Map.of());

    assertThat(query)
        .isEqualTo(
            new ReportQuery(
                "acme",
                Optional.empty(),
                Optional.empty(),
                LocalDate.of(2026, 1, 30),
                LocalDate.of(2026, 3, 1),
                Optional.empty(),
                ReportQuery.LIMIT_DEFAULT));
  }

  @Test
  void shouldReadEverythingThatIsGiven() {
    String id = "0123456789abcdef".repeat(2);

    ReportQuery query =
        read(
            Map.of(
                "kind", "tls",
                "domain", "Bücher.Example",
                "from", "2026-01-01",
                "to", " 2026-01-31 ",
                "cursor", id,
                "limit", "500"));

    assertThat(query.kind()).contains(ReportKind.TLS);
    assertThat(query.domain()).contains("xn--bcher-kva.example");
    assertThat(query.from()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(query.to()).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(query.after()).contains(id);
    assertThat(query.limit()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    "kind, DMARC",
    "kind, arf",
    "domain, not a domain",
    "from, yesterday",
    "from, +999999999-12-31",
    "to, 1999-12-31",
    "to, 2026-02-30",
    "cursor, 17",
    "limit, 0",
    "limit, 501",
    "limit, many"
  })
  void shouldNameWhatItCannotRead(String name, String text) {
    assertThatThrownBy(() -> read(Map.of(name, text)))
        .isInstanceOf(InvalidQuery.class)
        .satisfies(e -> assertThat(((InvalidQuery) e).parameter()).isEqualTo(name));
  }

  private static ReportQuery read(Map<String, String> parameters) {
    return new ReportQueryReader(parameters::get).read("acme", NOW);
  }
}
