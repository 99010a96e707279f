package relay.domain.campaign.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

/** When each recipient gets a campaign. */
class CampaignHoursTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String LOCAL =
      "{\"local_start\":\"2026-03-01T09:00\",\"zone\":\"Asia/Tokyo\"}";
  private static final String DAYS =
      "{\"window\":{\"from\":\"08:00\",\"until\":\"20:00\",\"zone\":\"Europe/Berlin\","
          + "\"recipient_zone\":true}}";

  private static CampaignHours read(String json) {
    return CampaignHours.read(new Fields(ControlJson.read(json)));
  }

  private static Optional<ZoneId> zone(String name) {
    return Optional.ofNullable(name).map(ZoneId::of);
  }

  @ParameterizedTest
  @CsvSource({
    "America/New_York, 2026-03-01T14:00:00Z",
    "Europe/Berlin, 2026-03-01T12:00:00Z",
    "America/Los_Angeles, 2026-03-01T17:00:00Z",
    ", 2026-03-01T12:00:00Z",
  })
  void shouldBeginByTheClockOfEachRecipient(String recipient, Instant expected) {
    assertThat(read(LOCAL).from(NOON, zone(recipient))).isEqualTo(expected);
  }

  @Test
  void shouldTakeItsOwnZoneForWhomNoneIsKnown() {
    Instant early = Instant.parse("2026-02-28T20:00:00Z");

    assertThat(read(LOCAL).from(early, Optional.empty()))
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-01T12:00:00Z",
    "Asia/Tokyo, 2026-03-01T23:00:00Z",
    "America/Los_Angeles, 2026-03-01T16:00:00Z",
    ", 2026-03-01T12:00:00Z",
  })
  void shouldKeepQuietByTheClockOfEachRecipient(String recipient, Instant expected) {
    assertThat(read(DAYS).from(NOON, zone(recipient))).isEqualTo(expected);
  }

  @Test
  void shouldBeAtAnyHourWhereNothingIsSaid() {
    assertThat(read("{}")).isEqualTo(CampaignHours.ANY);
    assertThat(CampaignHours.ANY.from(NOON, zone("Asia/Tokyo"))).isEqualTo(NOON);
    assertThat(CampaignHours.ANY.first()).isEmpty();
  }

  @Test
  void shouldBeginWhereTheDayBeginsFirst() {
    assertThat(read(LOCAL).first()).contains(Instant.parse("2026-02-28T19:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "local_start, '{\"local_start\":\"09:00\"}'",
    "local_start, '{\"local_start\":\"2026-03-01T09:00:00Z\"}'",
    "zone, '{\"zone\":\"Berlin\"}'",
    "window.zone, '{\"window\":{\"from\":\"08:00\"}}'",
  })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }
}
