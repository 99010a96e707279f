package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.Lane;

class CampaignTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final ProviderModels SHIPPED = ProviderModels.shipped();

  @Test
  void shouldKeepTheMixThatItWasMadeWith() {
    Map<String, Integer> mix = new HashMap<>(Map.of("google", 1));
    Campaign campaign = campaign(5, mix, 0, 1, 1, DAY, 1, NOON);

    mix.put("yahoo", 7);

    assertThat(campaign.mix()).containsExactly(Map.entry("google", 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseAStandingThatIsNone(double standing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> campaign(5, Map.of("google", 1), 0, 1, standing, DAY, 1, NOON))
        .withMessage("the standing must be a number from 0 to 1");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "0.5"})
  void shouldTakeEachStandingBetweenNoneAndTheBest(double standing) {
    assertThat(campaign(5, Map.of("google", 1), 0, 1, standing, DAY, 1, NOON).standing())
        .isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 0", "0, -5"})
  void shouldRefuseNegativeRatesAndMailsOfNothing(int perMinute, int octets) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> campaign(5, Map.of("google", 1), perMinute, octets, 1, DAY, 1, NOON))
        .withMessage("the rate must not be negative, and a mail has octets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P61D", "PT1440H0.001S", "P300000D"})
  void shouldRefuseADurationWithoutEnd(Duration horizon) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> campaign(5, Map.of("google", 1), 0, 1, 1, horizon, 1, NOON))
        .withMessage("the days must be 1 to 60");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "9999-01-01T00:00:01Z",
        "+1000000000-12-31T23:59:59Z"
      })
  void shouldRefuseAStartThatNoClockShows(Instant start) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> campaign(5, Map.of("google", 1), 0, 1, 1, DAY, 1, start))
        .withMessage("the start must be from 1970 to 9999-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, recipients must be 1 to 20000000",
    "20000001, recipients must be 1 to 20000000",
    "2147483647, recipients must be 1 to 20000000",
  })
  void shouldSayHowManyRecipientsThereMayBe(int recipients, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> campaign(recipients, Map.of("google", 1), 0, 1, 1, DAY, 1000, NOON))
        .withMessage(why);
  }

  @Test
  void shouldSayHowLargeParcelsMustBeWhereThereWouldBeTooManyOfThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> campaign(20_000_000, Map.of("google", 1), 0, 1, 1, DAY, 1, NOON))
        .withMessage("for so many recipients a parcel must be at least 2");
    assertThat(campaign(20_000_000, Map.of("google", 1), 0, 1, 1, DAY, 2, NOON).parcel())
        .isEqualTo(2);
    assertThat(campaign(16_777_215, Map.of("google", 1), 0, 1, 1, DAY, 1, NOON).parcel()).isOne();
  }

  @Test
  void shouldRefuseAMixWithoutAnyShare() {
    for (Map<String, Integer> mix :
        List.of(Map.<String, Integer>of(), Map.of("google", 0), Map.of("google", 5, "yahoo", -1))) {
      assertThatIllegalArgumentException()
          .as("%s", mix)
          .isThrownBy(() -> campaign(5, mix, 0, 1, 1, DAY, 1, NOON))
          .withMessage("somebody must have a share");
    }
  }

  @Test
  void shouldReadSharesInTheirOrder() {
    assertThat(Campaign.mix("yahoo=999999, google=0,\tapple=007", SHIPPED))
        .containsExactly(
            Map.entry("yahoo", 999_999), Map.entry("google", 0), Map.entry("apple", 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | '' is no MODEL=SHARE",
        "`,` | '' is no MODEL=SHARE",
        "google=1, | '' is no MODEL=SHARE",
        "google= | 'google=' is no MODEL=SHARE",
        "google=1=2 | 'google=1=2' is no MODEL=SHARE",
        "google=-1 | 'google=-1' is no MODEL=SHARE",
        "google=+1 | 'google=+1' is no MODEL=SHARE",
        "google=1.5 | 'google=1.5' is no MODEL=SHARE",
        "google=1000000 | 'google=1000000' is no MODEL=SHARE",
        "google=99999999999999999999 | is no MODEL=SHARE",
        "google=١ | 'google=١' is no MODEL=SHARE",
        "google=1;yahoo=2 | is no MODEL=SHARE",
        "=5 | there is no model ; known are",
        "Google=5 | there is no model Google; known are",
        "google=0,yahoo=0 | somebody must have a share",
        "google=0,google=1 | google is named twice",
      })
  void shouldNameTheItemOfAMixThatIsWrong(String mix, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Campaign.mix(mix, SHIPPED))
        .withMessageContaining(why);
  }

  @Test
  void shouldGiveTheUsualMixAHundredParts() {
    assertThat(Campaign.mix(Campaign.USUAL_MIX, SHIPPED).values())
        .allMatch(share -> share > 0)
        .satisfies(
            shares -> assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100));
  }

  @ParameterizedTest
  @CsvSource({"99999, 1", "100000, 1", "100001, 2", "200000, 2", "200001, 3", "20000000, 200"})
  void shouldPlayNoMoreThanAHundredThousandParcelsUnasked(int recipients, int parcel) {
    assertThat(Campaign.usualParcel(recipients)).isEqualTo(parcel);
    assertThat((recipients - 1) / parcel + 1).isBetween(50_000, 100_000);
  }

  private static Campaign campaign(
      int recipients,
      Map<String, Integer> mix,
      int perMinute,
      int octets,
      double standing,
      Duration horizon,
      int parcel,
      Instant start) {
    return new Campaign(
        recipients, mix, Lane.BULK, perMinute, octets, start, standing, horizon, parcel);
  }
}
