package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.delivery.RetrySettings;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.traffic.TrafficSettings;

/** Campaigns against models, by the classes of the mail path. */
class RehearsalTest {
  private static final Logger LOG = System.getLogger(RehearsalTest.class.getName());
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 16, Lane.TRANSACTIONAL, 32, Lane.BULK, 32);
  private static final RetrySettings RETRY =
      RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
  private static final String CAPPED =
      """
      {"capped": {"hosts": ["mx.capped.example"], "domains": 10, "per_minute": 300},
       "open": {"hosts": ["mx.open.example"], "domains": 10},
       "grey": {"hosts": ["mx.s%.grey.example"], "sites": 20, "greylist_seconds": 300},
       "gone": {"hosts": ["mx.gone.example"], "unknown_percent": 100},
       "shut": {"hosts": ["mx.shut.example"], "per_minute": 0},
       "narrow": {"hosts": ["mx.narrow.example"], "domains": 10, "connections": 2}}
      """;

  @Test
  void shouldDeliverAllToWhoTakesAllAtOnce() {
    RehearsalReport report = played("open=1", 5_000, Map.of());

    assertThat(report.delivered()).isEqualTo(5_000);
    assertThat(report.deferrals()).isZero();
    assertThat(report.left()).isZero();
    // 100 ms each, by no more than 24 of 32 workers for one destination
    assertThat(report.doneAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(120));
  }

  @Test
  void shouldKeepToTheLimitsOfTheSettings() {
    RehearsalReport report =
        played("open=1", 6_000, Map.of("traffic.site.mx.open.example.limits", "per-minute=100"));

    assertThat(report.delivered()).isEqualTo(6_000);
    assertThat(report.deferrals()).isZero();
    // 6,000 at 100 a minute are an hour, less the burst
    assertThat(report.doneAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(75));
    assertThat(report.providers().get(0).sum().moves()).isGreaterThan(5_000);
  }

  @Test
  void shouldFindTheHiddenRateOfAProvider() {
    RehearsalReport report = played("capped=1", 30_000, Map.of());

    LOG.log(Logger.Level.INFO, "done after " + report.doneAfter() + ", " + report.deferrals());
    assertThat(report.delivered()).isEqualTo(30_000);
    // 100 minutes at the hidden rate; what is tried in vain is far less than all
    assertThat(report.doneAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(100));
    assertThat(report.doneAfter().orElseThrow()).isLessThan(Duration.ofHours(30));
    assertThat(report.providers().get(0).hours())
        .anySatisfy(
            hour ->
                assertThat(hour.restrictions())
                    .anyMatch(
                        told -> told.startsWith("slow ") && told.endsWith("sending-too-fast")));
  }

  @Test
  void shouldSufferLessDeferralsWithALimitBelowTheHiddenRate() {
    RehearsalReport without = played("capped=1", 20_000, Map.of());
    RehearsalReport with =
        played(
            "capped=1", 20_000, Map.of("traffic.site.mx.capped.example.limits", "per-minute=250"));

    assertThat(with.deferrals()).isLessThan(without.deferrals() / 4 + 100);
    assertThat(with.delivered()).isEqualTo(20_000);
  }

  @Test
  void shouldComeBackToWhoGreylistsWhenItIsAsked() {
    RehearsalReport report = played("grey=1", 2_000, Map.of());

    assertThat(report.deferrals()).isGreaterThanOrEqualTo(2_000);
    assertThat(report.delivered()).isEqualTo(2_000);
    assertThat(report.doneAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(45));
  }

  @Test
  void shouldBounceWhoIsNotThere() {
    RehearsalReport report = played("gone=1", 500, Map.of());

    assertThat(report.bounced()).isEqualTo(500);
    assertThat(report.halfAfter()).isEmpty();
    assertThat(report.doneAfter()).isPresent();
  }

  @Test
  void shouldGiveUpWhatNobodyTakesInItsTime() {
    RehearsalReport report = played("shut=1", 200, Map.of());

    assertThat(report.delivered()).isZero();
    assertThat(report.expired() + report.left()).isEqualTo(200);
    assertThat(report.providers().get(0).hours())
        .anySatisfy(
            hour -> assertThat(hour.restrictions()).anyMatch(told -> told.startsWith("pause")));
  }

  @Test
  void shouldLearnHowManyConnectionsAreBorne() {
    RehearsalReport report = played("narrow=1", 3_000, Map.of());

    assertThat(report.delivered()).isEqualTo(3_000);
    assertThat(report.providers().get(0).hours())
        .anySatisfy(
            hour ->
                assertThat(hour.restrictions())
                    .anyMatch(told -> told.startsWith("fewer-connections ")));
  }

  @Test
  void shouldNotLetASlowProviderHoldUpAFastOne() {
    RehearsalReport report = played("capped=1,open=1", 10_000, Map.of());

    Map<String, ProviderStory> stories = new HashMap<>();
    report.providers().forEach(story -> stories.put(story.model(), story));
    assertThat(stories.get("open").doneAfter().orElseThrow()).isLessThan(Duration.ofMinutes(15));
    assertThat(stories.get("capped").doneAfter().orElseThrow())
        .isGreaterThan(stories.get("open").doneAfter().orElseThrow());
  }

  @Test
  void shouldComeOutTheSameWithTheSameSeedAlone() {
    Campaign campaign = campaign("capped=1,grey=1", 3_000, 1);

    String first = RehearsalJson.of(play(campaign, Map.of(), 7)).toString();
    String again = RehearsalJson.of(play(campaign, Map.of(), 7)).toString();
    String other = RehearsalJson.of(play(campaign, Map.of(), 8)).toString();

    assertThat(again).isEqualTo(first).contains("\"seed\":7");
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void shouldLoseNobodyWhateverIsPlayed() {
    Chance.rounds(
        6,
        random -> {
          int recipients = 1 + random.nextInt(3_000);
          int parcel = 1 + random.nextInt(20);
          String mix =
              Chance.oneOf(random, "grey=3,capped=1,gone=1", "open=1,narrow=2", "capped=1");

          RehearsalReport report =
              play(campaign(mix, recipients, parcel), Map.of(), random.nextLong());

          long ended = report.delivered() + report.bounced() + report.expired() + report.left();
          assertThat(ended).isEqualTo(recipients);
          report
              .providers()
              .forEach(
                  story ->
                      assertThat(story.hours().stream().mapToInt(ProviderStory.Hour::number))
                          .containsExactlyElementsOf(
                              IntStream.range(0, story.hours().size()).boxed().toList()));
        });
  }

  @Test
  void shouldCountEachRecipientOfAParcel() {
    RehearsalReport single = play(campaign("capped=1", 12_000, 1), Map.of(), 1);
    RehearsalReport parcels = play(campaign("capped=1", 12_000, 10), Map.of(), 1);

    assertThat(parcels.delivered()).isEqualTo(single.delivered()).isEqualTo(12_000);
    assertThat(parcels.decisions()).isLessThan(single.decisions());
    double slower =
        (double) parcels.doneAfter().orElseThrow().toSeconds()
            / single.doneAfter().orElseThrow().toSeconds();
    assertThat(slower).isBetween(0.3, 3.0);
  }

  @Test
  void shouldHandInAsFastAsIsSaid() {
    var campaign =
        new Campaign(
            1_000, Map.of("open", 1), Lane.BULK, 100, 10_000, NOON, 1, Duration.ofDays(1), 1);

    RehearsalReport report = play(campaign, Map.of(), 1);

    assertThat(report.doneAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(12));
    assertThat(report.halfAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  @Test
  void shouldEndAtTheHorizonAndTellWhoIsLeft() {
    var campaign =
        new Campaign(
            1_000, Map.of("shut", 1), Lane.BULK, 0, 10_000, NOON, 1, Duration.ofHours(2), 1);

    RehearsalReport report = play(campaign, Map.of(), 1);

    assertThat(report.doneAfter()).isEmpty();
    assertThat(report.left()).isEqualTo(1_000);
    assertThat(RehearsalJson.of(report).containsKey("done_after")).isFalse();
    assertThat(RehearsalJson.of(report).getInt("left")).isEqualTo(1_000);
  }

  @Test
  void shouldTakeLongerForAnAddressWithoutStanding() {
    var models = ProviderModels.shipped().with(CAPPED);
    var known = campaign("capped=1", 10_000, 1);
    var stranger =
        new Campaign(10_000, known.mix(), Lane.BULK, 0, 10_000, NOON, 0.2, Duration.ofDays(7), 1);

    RehearsalReport ofKnown = Rehearsal.play(known, models, traffic(Map.of()), RETRY, WORKERS, 1);
    RehearsalReport ofStranger =
        Rehearsal.play(stranger, models, traffic(Map.of()), RETRY, WORKERS, 1);

    assertThat(ofStranger.doneAfter().orElseThrow())
        .isGreaterThan(ofKnown.doneAfter().orElseThrow());
  }

  private static RehearsalReport played(String mix, int recipients, Map<String, String> settings) {
    return play(campaign(mix, recipients, 1), settings, Chance.seed());
  }

  private static RehearsalReport play(Campaign campaign, Map<String, String> settings, long seed) {
    var models = ProviderModels.shipped().with(CAPPED);
    return Rehearsal.play(campaign, models, traffic(settings), RETRY, WORKERS, seed);
  }

  private static Campaign campaign(String mix, int recipients, int parcel) {
    var models = ProviderModels.shipped().with(CAPPED);
    return new Campaign(
        recipients,
        Campaign.mix(mix, models),
        Lane.BULK,
        0,
        10_000,
        NOON,
        1,
        Duration.ofDays(7),
        parcel);
  }

  private static TrafficSettings traffic(Map<String, String> settings) {
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, settings, Map.of()));
  }
}
