package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.traffic.FlowRules;

class ProviderModelsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ProviderModels SHIPPED = ProviderModels.shipped();

  @Test
  void shouldKnowTheShippedModelsByTheHostsOfOurProviders() {
    for (String id : SHIPPED.ids()) {
      String host = SHIPPED.named(id).hostsOf(0).get(0);
      boolean isProvider = FlowRules.isShipped(id);
      assertThat(FlowRules.shippedProviderOf(host).filter(id::equals).isPresent())
          .as(id)
          .isEqualTo(isProvider);
    }
    assertThat(Campaign.mix(Campaign.USUAL_MIX, SHIPPED)).hasSize(7).containsEntry("google", 40);
  }

  @Test
  void shouldLayModelsOverTheShippedOnes() {
    ProviderModels own =
        SHIPPED.with(
            "{\"google\":{\"hosts\":[\"mx.google.com\"],\"per_minute\":7},"
                + "\"ours\":{\"hosts\":[\"mx%.ours.example\"],\"sites\":3}}");

    assertThat(own.named("google").perMinute()).isEqualTo(7);
    assertThat(own.named("ours").hostsOf(2)).containsExactly("mx2.ours.example");
    assertThat(own.ids()).hasSize(SHIPPED.ids().size() + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1} | model a must have a short name and be an object",
        "{\"A b\":{}} | must have a short name",
        "{\"a\":{}} | model a: hosts must be 1 to 20 names",
        "{\"a\":{\"hosts\":[]}} | hosts must be",
        "{\"a\":{\"hosts\":[\"no host\"]}} | hosts must be",
        "{\"a\":{\"hosts\":[\"h\"],\"colour\":1}} | model a: colour is not known",
        "{\"a\":{\"hosts\":[\"h\"],\"sites\":0}} | sites must be a whole number from 1",
        "{\"a\":{\"hosts\":[\"h\"],\"sites\":1.5}} | sites must be a whole number",
        "{\"a\":{\"hosts\":[\"h\"],\"unknown_percent\":101}} | must be a number from 0 to 100",
        "{\"a\":{\"hosts\":[\"h\"],\"too_fast\":\"slower\"}} | too_fast must be a reply",
        "{\"a\":{\"hosts\":[\"h\"],\"attempt_ms_min\":9,\"attempt_ms_max\":8}} | attempt_ms_max must",
      })
  void shouldNameWhatIsWrongInAModel(String json, String why) {
    assertThatThrownBy(() -> SHIPPED.with(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google      | is no MODEL=SHARE",
        "google=x    | is no MODEL=SHARE",
        "nobody=1    | there is no model nobody",
        "google=1,google=2 | named twice",
        "google=0    | somebody must have a share",
      })
  void shouldRefuseAMixOfNobody(String mix, String why) {
    assertThatThrownBy(() -> Campaign.mix(mix, SHIPPED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, recipients must be",
    "30000000, 1, 1, recipients must be",
    "5, 2, 1, the standing must be",
    "5, 1, 0, a parcel must be",
    "5, 1, 5000, a parcel must be",
  })
  void shouldBoundACampaign(int recipients, double standing, int parcel, String why) {
    assertThatThrownBy(
            () ->
                new Campaign(
                    recipients,
                    Map.of("google", 1),
                    Lane.BULK,
                    0,
                    1,
                    NOON,
                    standing,
                    Duration.ofDays(1),
                    parcel))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100000, 1", "100001, 2", "1000000, 10", "20000000, 200"})
  void shouldPlayManyRecipientsInParcels(int recipients, int parcel) {
    assertThat(Campaign.usualParcel(recipients)).isEqualTo(parcel);
  }

  @Test
  void shouldTakeNoMoreThanItsRateInAMinute() {
    ModelledSite site = site("\"per_minute\":100", 1);

    assertThat(answer(site, 60, 0)).isEqualTo("60 0 false");
    assertThat(answer(site, 60, 20)).isEqualTo("40 0 true");
    assertThat(answer(site, 60, 40)).isEqualTo("0 0 true");
    assertThat(answer(site, 60, 61)).isEqualTo("60 0 false");
  }

  @Test
  void shouldLoseStandingOfWhoGoesOnAndBlockHimAtLast() {
    ModelledSite site = site("\"per_minute\":10,\"blocked\":\"421 4.7.1 blocked\"", 1);
    boolean isBlocked = false;
    int minutes = 0;
    while (!isBlocked && minutes < 500) {
      site.connected(1, NOON.plusSeconds(60L * minutes));
      ModelledSite.Answer said = site.answer(1_000, NOON, NOON.plusSeconds(60L * minutes));
      isBlocked = said.refusal().filter(r -> r.toString().contains("blocked")).isPresent();
      minutes++;
    }

    assertThat(isBlocked).isTrue();
    assertThat(minutes).isBetween(20, 100);
    assertThat(site.standing()).isLessThan(0.5);
    assertThat(answer(site, 1, 60L * minutes + 3_700)).isEqualTo("1 0 false");
  }

  @Test
  void shouldGiveMoreToAnAddressThatIsKnown() {
    assertThat(answer(site("\"per_minute\":100", 0.5), 100, 0)).isEqualTo("60 0 true");
    assertThat(answer(site("\"per_minute\":100", 1), 100, 0)).isEqualTo("100 0 false");
  }

  @Test
  void shouldPutFirstTriesOffWhenItGreylists() {
    ModelledSite site = site("\"greylist_seconds\":300", 1);

    site.connected(1, NOON);
    ModelledSite.Answer early = site.answer(5, NOON, NOON.plusSeconds(10));
    site.connected(1, NOON);
    ModelledSite.Answer late = site.answer(5, NOON, NOON.plusSeconds(300));

    assertThat(early.taken()).isZero();
    assertThat(early.refusal().orElseThrow().toString()).contains("try again in 291 seconds");
    assertThat(late.taken()).isEqualTo(5);
  }

  @Test
  void shouldKeepConnectionsForTheNextMail() {
    ModelledSite site = site("\"connections\":5", 1);

    assertThat(site.connected(3, NOON)).isTrue();
    site.answer(1, NOON, NOON);
    assertThat(site.connected(3, NOON.plusSeconds(1))).isFalse();
    assertThat(site.connected(3, NOON.plusSeconds(1))).as("the kept one is in use").isTrue();
    site.answer(1, NOON, NOON.plusSeconds(1));
    assertThat(site.connected(3, NOON.plusSeconds(60))).as("closed long ago").isTrue();
  }

  @Test
  void shouldRefuseMoreConnectionsThanItBears() {
    ModelledSite site = site("\"connections\":2", 1);
    for (int i = 0; i < 3; i++) {
      site.connected(1, NOON);
    }

    assertThat(site.answer(1, NOON, NOON).refusal().orElseThrow().toString())
        .contains("Too many connections");
    assertThat(site.answer(1, NOON, NOON).taken()).isEqualTo(1);
  }

  @Test
  void shouldGiveBackNumbersByTheirTimes() {
    Chance.rounds(
        5,
        random -> {
          TimeHeap heap = new TimeHeap();
          for (int i = 0; i < 3_000; i++) {
            heap.add(random.nextInt(500), i);
          }
          long before = 0;
          int count = 0;
          while (!heap.isEmpty()) {
            assertThat(heap.time()).isGreaterThanOrEqualTo(before);
            before = heap.time();
            heap.remove();
            count++;
          }
          assertThat(count).isEqualTo(3_000);
          assertThat(heap.time()).isEqualTo(Long.MAX_VALUE);
        });
  }

  @Test
  void shouldKeepTheNumberOfATime() {
    TimeHeap heap = new TimeHeap();
    heap.add(9, TimeHeap.NUMBERS - 1);
    heap.add(7, 3);
    heap.add(7, 2);

    assertThat(List.of(heap.remove(), heap.remove(), heap.remove()))
        .containsExactly(2, 3, TimeHeap.NUMBERS - 1);
  }

  private static ModelledSite site(String fields, double standing) {
    ProviderModels models = SHIPPED.with("{\"x\":{\"hosts\":[\"mx.x.example\"]," + fields + "}}");
    return new ModelledSite(models.named("x"), standing, new Random(1));
  }

  private static String answer(ModelledSite site, int recipients, long second) {
    Instant now = NOON.plusSeconds(second);
    site.connected(1, now);
    ModelledSite.Answer said = site.answer(recipients, NOON.minusSeconds(3_600), now);
    return said.taken() + " " + said.unknown() + " " + said.refusal().isPresent();
  }
}
