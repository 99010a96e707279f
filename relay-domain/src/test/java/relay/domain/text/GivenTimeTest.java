package relay.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTimeTest {
  @Test
  void shouldReadTheTimesThatPeopleMean() {
    assertThat(GivenTime.instant("2026-01-31T12:00:00Z"))
        .isEqualTo(Instant.ofEpochSecond(1_769_860_800));
    assertThat(GivenTime.day("2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(GivenTime.dateTime("2026-03-01T09:00"))
        .isEqualTo(LocalDateTime.of(2026, 3, 1, 9, 0));
    assertThat(GivenTime.instant("0001-01-01T00:00:00Z")).isBefore(Instant.EPOCH);
    assertThat(GivenTime.instant("9999-12-31T23:59:59.999Z")).isAfter(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-02-30T12:00:00Z",
        "2026-01-31",
        "+10000-01-01T00:00:00Z",
        "+300000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z",
        "0000-12-31T23:59:59Z",
        "-10000-01-01T00:00:00Z"
      })
  void shouldRefuseAnInstantThatADatabaseCannotHold(String text) {
    assertThatThrownBy(() -> GivenTime.instant(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(GivenTime.INSTANT_RULE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-02-30", "+999999999-12-31", "-999999999-01-01", "0000-01-01"})
  void shouldRefuseADayBeyondArithmetic(String text) {
    assertThatThrownBy(() -> GivenTime.day(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a day");
    assertThatThrownBy(() -> GivenTime.dateTime(text + "T00:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a date and a time");
  }
}
