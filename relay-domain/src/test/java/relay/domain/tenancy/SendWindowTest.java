package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

class SendWindowTest {
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  @ParameterizedTest
  @CsvSource({
    // Thursday, 09:00 to 18:00 in Berlin
    "2026-01-01T07:59:59Z, 2026-01-01T08:00:00Z",
    "2026-01-01T08:00:00Z, 2026-01-01T08:00:00Z",
    "2026-01-01T16:59:59Z, 2026-01-01T16:59:59Z",
    "2026-01-01T17:00:00Z, 2026-01-02T08:00:00Z",
    // over the weekend
    "2026-01-02T17:00:00Z, 2026-01-05T08:00:00Z",
    "2026-01-03T12:00:00Z, 2026-01-05T08:00:00Z",
    // in summer
    "2026-07-01T06:30:00Z, 2026-07-01T07:00:00Z",
  })
  void shouldOpenOnItsDaysBetweenItsTimes(Instant at, Instant opening) {
    assertThat(office().opening(at, Optional.empty())).isEqualTo(opening);
  }

  @ParameterizedTest
  @CsvSource({
    // Thursday 22:00 until Friday 06:00
    "2026-01-01T20:59:00Z, 2026-01-01T21:00:00Z",
    "2026-01-01T23:30:00Z, 2026-01-01T23:30:00Z",
    "2026-01-02T04:59:00Z, 2026-01-02T04:59:00Z",
    "2026-01-02T05:00:00Z, 2026-01-08T21:00:00Z",
    // Friday is none of its days, but the night of Thursday lasts
    "2026-01-02T01:00:00Z, 2026-01-02T01:00:00Z",
  })
  void shouldStayOpenOverMidnight(Instant at, Instant opening) {
    var nights = window(EnumSet.of(DayOfWeek.THURSDAY), "22:00", "06:00");

    assertThat(nights.opening(at, Optional.empty())).isEqualTo(opening);
  }

  @ParameterizedTest
  @CsvSource({
    // 2026-03-29: 02:00 becomes 03:00 in Berlin
    "02:30, 04:00, 2026-03-29T00:00:00Z, 2026-03-29T01:30:00Z",
    "02:30, 02:45, 2026-03-29T00:00:00Z, 2026-03-29T01:30:00Z",
    "09:00, 18:00, 2026-03-28T18:00:00Z, 2026-03-29T07:00:00Z",
    // 2026-10-25: 03:00 becomes 02:00 again
    "02:30, 04:00, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
    "01:00, 02:30, 2026-10-25T00:30:00Z, 2026-10-26T00:00:00Z",
    "09:00, 18:00, 2026-10-24T18:00:00Z, 2026-10-25T08:00:00Z",
  })
  void shouldFollowTheClockWhenItIsChanged(String from, String until, Instant at, Instant opening) {
    assertThat(window(ALL, from, until).opening(at, Optional.empty())).isEqualTo(opening);
  }

  @Test
  void shouldAskTheClockOfTheRecipientWhereItIsToAndAMailNamesOne() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    Optional<ZoneId> newYork = Optional.of(ZoneId.of("America/New_York"));
    SendWindow office = office();
    var local = new SendWindow(WEEKDAYS, office.from(), office.until(), office.zone(), true);

    assertThat(local.opening(noon, newYork)).isEqualTo(Instant.parse("2026-01-01T14:00:00Z"));
    assertThat(local.opening(noon, Optional.empty())).isEqualTo(noon);
    assertThat(office.opening(noon, newYork)).isEqualTo(noon);
  }

  @ParameterizedTest
  @CsvSource({
    // Thursday 17:00 in Berlin: one hour is left, the next nine are on Friday
    "2026-01-01T16:00:00Z, PT1H, 2026-01-01T17:00:00Z",
    "2026-01-01T16:00:00Z, PT2H, 2026-01-02T09:00:00Z",
    "2026-01-01T20:00:00Z, PT2H, 2026-01-02T10:00:00Z",
    "2026-01-02T16:00:00Z, PT2H, 2026-01-05T09:00:00Z",
    "2026-01-01T08:00:00Z, PT18H, 2026-01-02T17:00:00Z",
  })
  void shouldCountOnlyTheTimeForWhichItIsOpen(Instant start, Duration open, Instant end) {
    assertThat(office().after(start, open, Optional.empty())).isEqualTo(end);
  }

  @Test
  void shouldComeToAnEndAfterSixtyDaysHoweverShortTheWindowIs() {
    Instant start = Instant.parse("2026-01-01T16:00:00Z");
    var minute = window(EnumSet.of(DayOfWeek.MONDAY), "09:00", "09:01");

    assertThat(minute.after(start, Duration.ofDays(5), Optional.empty()))
        .isEqualTo(start.plus(SendWindow.AFTER_MAX));
    assertThat(minute.after(start, Duration.ofMinutes(3), Optional.empty()))
        .isEqualTo(Instant.parse("2026-01-19T08:01:00Z"));
  }

  @Test
  void shouldBeOpenAllDayWhereItsTimesAreTheSame() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    var days = window(WEEKDAYS, "00:00", "00:00");

    assertThat(days.opening(noon, Optional.empty())).isEqualTo(noon);
    assertThat(days.opening(Instant.parse("2026-01-03T12:00:00Z"), Optional.empty()))
        .isEqualTo(Instant.parse("2026-01-04T23:00:00Z"));
    assertThat(days.after(noon, Duration.ofHours(30), Optional.empty()))
        .isEqualTo(Instant.parse("2026-01-02T18:00:00Z"));
  }

  @Test
  void shouldReadWhatItWrites() {
    var written = office().write().build();

    assertThat(written.toString())
        .isEqualTo(
            "{\"days\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],\"from\":\"09:00\","
                + "\"until\":\"18:00\",\"zone\":\"Europe/Berlin\",\"recipient_zone\":false}");
    assertThat(SendWindow.read(new Fields(written))).contains(office());
    assertThat(read("{}")).isEmpty();
    assertThat(read("{'zone':'UTC'}").get().words()).isEqualTo("daily 00:00-00:00 UTC");
    assertThat(office().words()).isEqualTo("mon, tue, wed, thu, fri 09:00-18:00 Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'days':['mon']} | zone",
        "{'zone':'Mars/Base'} | zone",
        "{'zone':7} | zone",
        "{'zone':'UTC','days':['Monday']} | days[0]",
        "{'zone':'UTC','days':'mon'} | days",
        "{'zone':'UTC','from':'25:00'} | from",
        "{'zone':'UTC','until':'9'} | until",
        "{'zone':'UTC','recipient_zone':'yes'} | recipient_zone",
      })
  void shouldRefuseWhatIsNoWindow(String json, String field) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining(field);
  }

  @Test
  void shouldAlwaysOpenWithinAWeekAndNeverBeforeItIsAskedFor() {
    String[] zones = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"};
    Chance.rounds(
        200,
        random -> {
          Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
          for (int i = 0; i <= random.nextInt(7); i++) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
          }
          var window =
              new SendWindow(
                  days,
                  LocalTime.ofSecondOfDay(random.nextInt(86_400)),
                  LocalTime.ofSecondOfDay(random.nextInt(86_400)),
                  ZoneId.of(Chance.oneOf(random, zones)),
                  false);
          Instant at = Instant.ofEpochSecond(1_767_225_600L + random.nextInt(40_000_000));

          Instant opening = window.opening(at, Optional.empty());

          assertThat(opening).isBetween(at, at.plus(Duration.ofDays(8)));
          assertThat(window.opening(opening, Optional.empty())).isEqualTo(opening);
          Duration open = Duration.ofMinutes(1 + random.nextInt(3_000));
          assertThat(window.after(at, open, Optional.empty())).isAfter(opening);
        });
  }

  private static Optional<SendWindow> read(String json) {
    try (var reader = Json.createReader(new StringReader(json.replace('\'', '"')))) {
      return SendWindow.read(new Fields(reader.readObject()));
    }
  }

  private static SendWindow office() {
    return window(WEEKDAYS, "09:00", "18:00");
  }

  private static SendWindow window(Set<DayOfWeek> days, String from, String until) {
    return new SendWindow(
        days, LocalTime.parse(from), LocalTime.parse(until), ZoneId.of("Europe/Berlin"), false);
  }
}
