package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.delivery.RetrySettings;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.traffic.TrafficSettings;

/** Whole campaigns: the figures of a report must fit each other, whatever the other side does. */
class RehearsalFiguresTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 16, Lane.TRANSACTIONAL, 32, Lane.BULK, 32);
  private static final ProviderModels MODELS =
      ProviderModels.shipped()
          .with(
              """
              {"open": {"hosts": ["mx.open.example"], "domains": 10},
               "capped": {"hosts": ["mx.capped.example"], "domains": 5, "per_minute": 20},
               "grey": {"hosts": ["mx%.grey.example"], "sites": 9, "greylist_seconds": 300},
               "half": {"hosts": ["mx.half.example"], "domains": 5, "unknown_percent": 50},
               "narrow": {"hosts": ["mx.narrow.example"], "connections": 1},
               "wide": {"hosts": ["mx%.wide.example"], "sites": 5000, "domains": 10000},
               "shut": {"hosts": ["mx.shut.example"], "per_minute": 0}}
              """);

  @Test
  void shouldAddUp() {
    Chance.rounds(
        8,
        random -> {
          String mix =
              Chance.oneOf(
                  random,
                  "open=1,capped=1,half=2",
                  "grey=1,narrow=1,shut=1",
                  "half=1,shut=0,other=3",
                  Campaign.USUAL_MIX);
          int recipients = 1 + random.nextInt(400);
          int parcel = 1 + random.nextInt(30);
          int days = 1 + random.nextInt(4);

          RehearsalReport report =
              play(campaign(mix, recipients, parcel, Duration.ofDays(days)), random.nextLong());

          assertThat(sum(report, ProviderStory::recipients)).isEqualTo(recipients);
          assertThat(report.delivered() + report.bounced() + report.expired() + report.left())
              .isEqualTo(recipients);
          assertThat(report.doneAfter().isPresent()).isEqualTo(report.left() == 0);
          assertThat(report.decisions()).isGreaterThanOrEqualTo((recipients - 1L) / parcel + 1);
          report.providers().forEach(RehearsalFiguresTest::shouldAddUpByItself);
          shouldBeInOrder(report);
        });
  }

  private static void shouldAddUpByItself(ProviderStory story) {
    ProviderStory.Hour sum = story.sum();
    long ended = sum.delivered() + sum.bounced() + sum.expired();
    assertThat(ended).isLessThanOrEqualTo(story.recipients());
    assertThat(story.doneAfter().isPresent())
        .isEqualTo(ended == story.recipients() && story.recipients() > 0);
    assertThat(story.hours().stream().mapToLong(ProviderStory.Hour::deferrals).sum())
        .isEqualTo(sum.deferrals());
    story
        .doneAfter()
        .ifPresent(done -> assertThat(story.hours()).hasSizeGreaterThan((int) done.toHours()));
  }

  private static void shouldBeInOrder(RehearsalReport report) {
    assertThat(report.halfAfter().isPresent()).isEqualTo(report.delivered() > 0);
    assertThat(report.mostAfter().isPresent()).isEqualTo(report.delivered() > 0);
    report
        .halfAfter()
        .ifPresent(half -> assertThat(half).isLessThanOrEqualTo(report.mostAfter().orElseThrow()));
    if (report.doneAfter().isPresent()) {
      Optional<Duration> last =
          report.providers().stream()
              .flatMap(story -> story.doneAfter().stream())
              .max(Comparator.naturalOrder());
      assertThat(report.doneAfter()).isEqualTo(last);
      report
          .mostAfter()
          .ifPresent(most -> assertThat(most).isLessThanOrEqualTo(last.orElseThrow()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void shouldNotHaveHalfLaterThanAll(int recipients) {
    RehearsalReport report = play(campaign("open=1", recipients, 1, Duration.ofDays(1)), 1);

    assertThat(report.doneAfter().orElseThrow()).isLessThan(Duration.ofSeconds(30));
    assertThat(report.halfAfter()).isEqualTo(report.doneAfter());
    assertThat(report.mostAfter()).isEqualTo(report.doneAfter());
  }

  @Test
  void shouldEndWithTheLastOfASingleMail() {
    RehearsalReport report = play(campaign("open=1", 1, 1, Duration.ofDays(1)), 1);

    assertThat(report.delivered()).isOne();
    assertThat(report.decisions()).isOne();
    assertThat(report.doneAfter()).as("an attempt of 100 ms").contains(Duration.ofMillis(100));
    assertThat(report.providers().get(0).hours()).hasSize(1);
  }

  @Test
  void shouldNotMindTheOrderOfTheMixNorModelsThatHaveNoPart() {
    ProviderModels more = MODELS.with("{\"aaa\":{\"hosts\":[\"mx.aaa.example\"]}}");
    Campaign campaign = campaign("grey=1,half=2", 300, 1, Duration.ofDays(1));
    Campaign turned = campaign("half=2,grey=1", 300, 1, Duration.ofDays(1));

    String told = RehearsalJson.of(play(campaign, 9)).toString();

    assertThat(RehearsalJson.of(play(turned, 9)).toString()).isEqualTo(told);
    assertThat(RehearsalJson.of(play(campaign, more, 9)).toString()).isEqualTo(told);
  }

  @Test
  void shouldNotMindTheDayOfTheStart() {
    Campaign today = campaign("grey=1,capped=1", 300, 1, Duration.ofDays(1));
    Campaign later =
        new Campaign(
            300,
            today.mix(),
            Lane.BULK,
            0,
            10_000,
            Instant.parse("2096-05-05T12:00:00Z"),
            1,
            Duration.ofDays(1),
            1);

    String told = RehearsalJson.of(play(later, 4)).toString();

    assertThat(told.replace("2096-05-05T12", "2026-01-01T12"))
        .isEqualTo(RehearsalJson.of(play(today, 4)).toString());
  }

  @Test
  void shouldDealRecipientsByTheParts() {
    RehearsalReport report = play(campaign("open=3,half=1", 4_000, 1, Duration.ofDays(1)), 1);

    assertThat(story(report, "open").recipients()).isBetween(2_850L, 3_150L);
    assertThat(story(report, "half").recipients()).isBetween(850L, 1_150L);
  }

  @Test
  void shouldTellOfAModelWithoutAPartThatItHasNone() {
    RehearsalReport report = play(campaign("open=1,shut=0", 50, 1, Duration.ofDays(1)), 1);

    assertThat(story(report, "shut").recipients()).isZero();
    assertThat(story(report, "shut").hours()).isEmpty();
    assertThat(story(report, "open").recipients()).isEqualTo(50);
    assertThat(report.doneAfter()).isPresent();
  }

  @Test
  void shouldNeverTakeMoreThanTheHiddenRateInAnHour() {
    RehearsalReport report = play(campaign("capped=1", 2_000, 1, Duration.ofDays(7)), 1);

    assertThat(report.delivered()).isEqualTo(2_000);
    assertThat(report.providers().get(0).hours())
        .allSatisfy(hour -> assertThat(hour.delivered()).isLessThanOrEqualTo(61 * 20));
  }

  @Test
  void shouldAskWhoGreylistsJustTwice() {
    RehearsalReport report = play(campaign("grey=1", 200, 1, Duration.ofDays(1)), 1);

    assertThat(report.delivered()).isEqualTo(200);
    assertThat(report.deferrals()).isEqualTo(200);
    assertThat(report.halfAfter().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldBounceThoseWhoAreNotThereAtOnce() {
    RehearsalReport report = play(campaign("half=1", 400, 1, Duration.ofDays(1)), 1);

    assertThat(report.bounced()).isBetween(150L, 250L);
    assertThat(report.delivered()).isEqualTo(400 - report.bounced());
    assertThat(report.deferrals()).isZero();
  }

  @Test
  void shouldTakeNothingInTheFirstHourFromAnAddressNobodyKnows() {
    Campaign known = campaign("open=1", 50, 1, Duration.ofDays(3));
    var stranger =
        new Campaign(
            50, known.mix(), Lane.BULK, 0, 10_000, NOON, 0, Duration.ofDays(3), known.parcel());

    RehearsalReport report = play(stranger, 1);

    assertThat(report.providers().get(0).hours().get(0).delivered()).isZero();
    assertThat(report.deferrals()).isGreaterThanOrEqualTo(50);
    assertThat(play(known, 1).deferrals()).isZero();
  }

  @Test
  void shouldGiveUpPasswordsSoonerThanCampaigns() {
    Campaign bulk = campaign("shut=1", 20, 1, Duration.ofDays(7));
    var passwords =
        new Campaign(20, bulk.mix(), Lane.OTP, 0, 10_000, NOON, 1, Duration.ofDays(7), 1);

    RehearsalReport ofBulk = play(bulk, 1);
    RehearsalReport ofPasswords = play(passwords, 1);

    assertThat(ofBulk.expired()).isEqualTo(20);
    assertThat(ofPasswords.expired()).isEqualTo(20);
    assertThat(ofPasswords.doneAfter().orElseThrow())
        .isLessThan(ofBulk.doneAfter().orElseThrow().dividedBy(4));
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "7, 999", "1000, 1001", "1000, 999"})
  void shouldDeliverEachOfAParcel(int parcel, int recipients) {
    RehearsalReport report = play(campaign("open=1", recipients, parcel, Duration.ofDays(1)), 1);

    assertThat(report.delivered()).isEqualTo(recipients);
    assertThat(report.left()).isZero();
  }

  @Test
  void shouldHandInTheLastAfterAllTheOthers() {
    var campaign =
        new Campaign(5, Map.of("open", 1), Lane.BULK, 1, 10_000, NOON, 1, Duration.ofMinutes(3), 1);

    RehearsalReport report = play(campaign, 1);

    assertThat(report.delivered()).as("at 0, 1, 2 minutes; one just comes in").isEqualTo(3);
    assertThat(report.left()).isEqualTo(2);
  }

  @Test
  void shouldPlayTwentyMillionsThatComeInForDecades() {
    var campaign =
        new Campaign(
            20_000_000, Map.of("open", 1), Lane.BULK, 1, 1, NOON, 1, Duration.ofHours(2), 200);

    RehearsalReport report = play(campaign, 1);

    assertThat(report.delivered()).as("the parcel that came in at once").isEqualTo(200);
    assertThat(report.left()).isEqualTo(19_999_800);
    assertThat(report.doneAfter()).isEmpty();
  }

  @Test
  void shouldHoldMoreDomainsThanFitInMemoryByName() {
    RehearsalReport report = play(campaign("wide=1", 50, 1, Duration.ofDays(1)), 1);

    assertThat(report.delivered()).isEqualTo(50);
  }

  private static long sum(RehearsalReport report, ToLongFunction<ProviderStory> figure) {
    return report.providers().stream().mapToLong(figure).sum();
  }

  private static ProviderStory story(RehearsalReport report, String model) {
    return report.providers().stream()
        .filter(story -> story.model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static RehearsalReport play(Campaign campaign, long seed) {
    return play(campaign, MODELS, seed);
  }

  private static RehearsalReport play(Campaign campaign, ProviderModels models, long seed) {
    return Rehearsal.play(
        campaign,
        models,
        TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of())),
        RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of())),
        WORKERS,
        seed);
  }

  private static Campaign campaign(String mix, int recipients, int parcel, Duration horizon) {
    return new Campaign(
        recipients, Campaign.mix(mix, MODELS), Lane.BULK, 0, 10_000, NOON, 1, horizon, parcel);
  }
}
