package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the servers of a model do to an address, attempt by attempt. */
class ModelledSiteTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Offset<Double> ROUNDING = within(1e-9);

  @ParameterizedTest
  @CsvSource({
    "100, 1, 100",
    "100, 0.5, 60",
    "100, 0.15, 32",
    "7, 0.5, 4",
    "1, 0.2, 0",
    "0, 1, 0",
  })
  void shouldTakeByTheRateAndTheStanding(int perMinute, double standing, int taken) {
    ModelledSite site = site("\"per_minute\":" + perMinute, standing);

    ModelledSite.Answer said = answer(site, 1_000, 0);

    assertThat(said.taken()).isEqualTo(taken);
    assertThat(said.refusal().orElseThrow()).hasToString("451 4.7.1 You are sending too fast");
  }

  @Test
  void shouldCountAMinuteFromItsFirstMail() {
    ModelledSite site = site("\"per_minute\":10", 1);
    answer(site, 10, 30);

    assertThat(answer(site, 1, 89).taken()).isZero();
    assertThat(answer(site, 1, 90).taken()).isEqualTo(1);
  }

  @Test
  void shouldCountWhoIsUnknownIntoTheRate() {
    ModelledSite site = site("\"per_minute\":100,\"unknown_percent\":100", 1);

    assertThat(answer(site, 60, 0).unknown()).isEqualTo(60);
    ModelledSite.Answer second = answer(site, 60, 1);

    assertThat(second.unknown()).isEqualTo(40);
    assertThat(second.taken()).isZero();
    assertThat(second.refusal()).isPresent();
  }

  @Test
  void shouldKnowAboutSoManyAsTheModelSays() {
    ModelledSite.Answer said = answer(site("\"unknown_percent\":10", 1), 10_000, 0);

    assertThat(said.unknown()).isBetween(880, 1_120);
    assertThat(said.taken() + said.unknown()).isEqualTo(10_000);
    assertThat(said.refusal()).as("everybody was seen").isEmpty();
  }

  @Test
  void shouldThinkBetterOfWhoKeepsToTheRate() {
    ModelledSite site = site("\"per_minute\":100", 0.5);
    for (int minute = 0; minute <= 50; minute++) {
      assertThat(answer(site, 10, minute * 60L).taken()).isEqualTo(10);
    }

    assertThat(site.standing()).isCloseTo(0.6, ROUNDING);
  }

  @Test
  void shouldThinkNoBetterThanTheBest() {
    ModelledSite site = site("", 0.999);
    for (int minute = 0; minute <= 5; minute++) {
      answer(site, 1, minute * 60L);
    }

    assertThat(site.standing()).isEqualTo(1);
  }

  @Test
  void shouldThinkTheSameOfWhoIsSilent() {
    ModelledSite site = site("", 0.4);
    answer(site, 1, 0);
    answer(site, 1, 86_400);

    assertThat(site.standing()).as("one minute of good mail").isCloseTo(0.402, ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"100, 1", "130, 1", "200, 0.986", "1000, 0.9732"})
  void shouldBearALittleStrainAndNoMore(int tried, double standing) {
    ModelledSite site = site("\"per_minute\":100", 1);
    answer(site, tried, 0);
    answer(site, 1, 60);

    assertThat(site.standing()).isCloseTo(standing, ROUNDING);
  }

  @Test
  void shouldThinkWorseOfWhoWritesToStrangers() {
    ModelledSite site = site("\"unknown_percent\":100", 1);
    for (int minute = 0; minute <= 10; minute++) {
      answer(site, 10, minute * 60L);
    }

    assertThat(site.standing()).isCloseTo(1 - 10 * 0.028, ROUNDING);
  }

  @Test
  void shouldBearAFewStrangers() {
    ModelledSite site = site("\"unknown_percent\":4", 0.5);
    for (int minute = 0; minute <= 3; minute++) {
      assertThat(answer(site, 5_000, minute * 60L).unknown()).isPositive();
    }

    assertThat(site.standing()).isCloseTo(0.506, ROUNDING);
  }

  @Test
  void shouldTakeNothingForAnHourFromWhoHasNoStanding() {
    ModelledSite site = site("\"blocked\":\"421 4.7.1 blocked\"", 0.1);

    assertThat(answer(site, 1, 0).refusal().orElseThrow()).hasToString("421 4.7.1 blocked");
    assertThat(site.standing()).as("after the hour").isEqualTo(0.3);
    assertThat(answer(site, 1, 3_599).taken()).isZero();
    assertThat(answer(site, 1, 3_600).taken()).isEqualTo(1);
  }

  @Test
  void shouldBlockOnAndOnWhoDoesNotWait() {
    ModelledSite site = site("", 0);
    for (int minute = 0; minute <= 300; minute++) {
      assertThat(answer(site, 1, minute * 60L).taken()).as("minute %s", minute).isZero();
      assertThat(site.standing()).isBetween(0.1, 0.3);
    }
  }

  @Test
  void shouldGreylistEachByHisFirstTry() {
    ModelledSite site = site("\"greylist_seconds\":300", 1);
    Instant later = NOON.plusSeconds(200);

    assertThat(refusal(site, NOON, NOON))
        .contains("450 4.7.1 Greylisted, try again in 301 seconds");
    assertThat(refusal(site, NOON, NOON.plusMillis(299_999))).endsWith("again in 1 seconds");
    assertThat(refusal(site, later, NOON.plusSeconds(300))).endsWith("again in 201 seconds");
    site.connected(1, NOON);
    assertThat(site.answer(3, NOON, NOON.plusSeconds(300)).taken()).isEqualTo(3);
  }

  @Test
  void shouldThinkNoWorseOfWhoIsGreylisted() {
    ModelledSite site = site("\"greylist_seconds\":86400", 0.5);
    for (int minute = 0; minute < 60; minute++) {
      refusal(site, NOON, NOON.plusSeconds(60L * minute));
    }

    assertThat(site.standing()).isEqualTo(0.5);
  }

  @Test
  void shouldThinkWorseOfTooManyConnections() {
    ModelledSite site = site("\"connections\":1,\"too_many\":\"421 full\"", 1);
    site.connected(1, NOON);
    site.connected(1, NOON);

    assertThat(site.answer(1, NOON, NOON).refusal().orElseThrow()).hasToString("421 full");
    assertThat(site.answer(1, NOON, NOON).taken()).as("the one that is left").isEqualTo(1);
    answer(site, 1, 60);

    assertThat(site.standing()).isCloseTo(0.986, ROUNDING);
  }

  @Test
  void shouldTakeTimeForEachRecipient() {
    ModelledSite steady = site("\"attempt_ms_min\":7", 1);
    ModelledSite moody = site("\"attempt_ms_min\":10,\"attempt_ms_max\":20", 1);

    assertThat(steady.millis(1)).isEqualTo(7);
    assertThat(steady.millis(100)).isEqualTo(700);
    assertThat(LongStream.range(0, 1_000).map(i -> moody.millis(1)).distinct().sorted())
        .containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
    assertThat(moody.millis(1_000)).isBetween(10_000L, 20_000L);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "100, 100", "100000, 100"})
  void shouldCarrySoManyMailsOnAConnection(int allowed, int carried) {
    ModelledSite site = site("", 1);
    for (int mail = 0; mail < 2 * carried + 1; mail++) {
      assertThat(site.connected(allowed, NOON)).as("mail %s", mail).isEqualTo(mail % carried == 0);
      site.answer(1, NOON, NOON);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, false", "5000, false", "5001, true"})
  void shouldKeepAnIdleConnectionForFiveSeconds(long millis, boolean isNew) {
    ModelledSite site = site("", 1);
    site.connected(50, NOON);
    site.answer(1, NOON, NOON);

    assertThat(site.connected(50, NOON.plus(Duration.ofMillis(millis)))).isEqualTo(isNew);
  }

  private static ModelledSite site(String fields, double standing) {
    return new ModelledSite(SampleModel.with(fields), standing, new Random(1));
  }

  /** One attempt for recipients who were first tried long ago. */
  private static ModelledSite.Answer answer(ModelledSite site, int recipients, long second) {
    Instant now = NOON.plusSeconds(second);
    site.connected(1, now);
    return site.answer(recipients, NOON.minusSeconds(86_400), now);
  }

  private static String refusal(ModelledSite site, Instant first, Instant now) {
    site.connected(1, now);
    ModelledSite.Answer said = site.answer(3, first, now);
    assertThat(said.taken() + said.unknown()).isZero();
    return said.refusal().orElseThrow().toString();
  }
}
