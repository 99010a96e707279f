package relay.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.Settings;
import relay.domain.spike.SpikeSignal.Kind;
import relay.domain.suppression.SpikeRules;
import relay.domain.suppression.SuppressionSettings;

/** When a stream is slowed, suspended and freed, on a virtual clock. */
class SpikeBookTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Map<String, String> otherwise = new HashMap<>();
  private final Map<Map<String, String>, SpikeRules> known = new HashMap<>();
  private final Map<String, String> providers =
      new HashMap<>(Map.of("gmail.com", "google", "firm.example", "google"));
  private final SpikeBook book =
      new SpikeBook(
          (tenant, stream) -> rules(), domain -> Optional.ofNullable(providers.get(domain)));
  private Instant now = NOON;

  @ParameterizedTest
  @CsvSource({
    // of 3 one, of 100 all but too few, few of many: no spike
    "2, 1, FREE",
    "0, 49, FREE",
    "950, 50, FREE",
    "450, 50, SLOWED",
    "170, 70, SLOWED",
    "100, 60, SUSPENDED",
    "0, 50, SUSPENDED",
    "10000, 900, FREE"
  })
  void shouldTakeForASpikeWhatIsMuchAndManyAtOnce(int delivered, int refused, Level level) {
    mail("gmail.com", delivered, refused);

    assertThat(level(book.steps(now))).isEqualTo(level);
  }

  @Test
  void shouldSayWhatItSawByCountsAndReplies() {
    take(Kind.DELIVERED, "gmail.com", 60);
    for (int i = 0; i < 60; i++) {
      book.take(
          new SpikeSignal(Kind.REFUSED, now, "acme", "news", "gmail.com", "550 reply " + i % 5));
    }

    SpikeStep step = only(book.steps(now));

    assertThat(step.place())
        .isEqualTo(new StreamPlace("acme", "news", Optional.of("google"), Optional.empty()));
    assertThat(step.place()).hasToString("stream news of acme at provider google");
    SpikeEvidence evidence = step.evidence().orElseThrow();
    assertThat(evidence.failed()).isEqualTo(60);
    assertThat(evidence.counted()).isEqualTo(120);
    assertThat(evidence.samples()).hasSize(3).allMatch(text -> text.startsWith("550 reply"));
    assertThat(step.why())
        .isEqualTo("60 of 120 refused for good in 60 minutes (50.0 %, usual 0.0 %)");
    assertThat(step.until()).isEqualTo(now.plus(Duration.ofHours(4)));
  }

  @Test
  void shouldCountDomainsOfAProviderTogether() {
    mail("gmail.com", 20, 30);
    assertThat(book.steps(now)).isEmpty();

    mail("firm.example", 20, 30);

    assertThat(only(book.steps(now)).place().provider()).contains("google");
  }

  @Test
  void shouldCountADomainAtNoProviderByItself() {
    mail("own.example", 10, 60);

    SpikeStep step = only(book.steps(now));

    assertThat(step.place().domain()).contains("own.example");
    assertThat(step.place()).hasToString("stream news of acme at domain own.example");
  }

  @Test
  void shouldRememberTheProviderOfADomainForComplaintsThatComeLater() {
    take(Kind.DELIVERED, "gmail.com", 1_000);
    providers.clear();
    take(Kind.COMPLAINED, "gmail.com", 20);

    assertThat(only(book.steps(now)).place().provider()).contains("google");
  }

  /** A bad list shows at no place alone. */
  @Test
  void shouldSeeASpikeThatIsSpreadOverManyDomains() {
    for (int i = 0; i < 100; i++) {
      mail("d" + i + ".example", 1, 2);
    }

    SpikeStep step = only(book.steps(now));

    assertThat(step.place().isEverywhere()).isTrue();
    assertThat(step.level()).isEqualTo(Level.SUSPENDED);
    assertThat(step.place()).hasToString("stream news of acme");
  }

  @Test
  void shouldNotBrakeAStreamAsAWholeForWhatOneProviderSays() {
    mail("gmail.com", 0, 300);
    mail("own.example", 300, 0);

    List<SpikeStep> steps = book.steps(now);

    assertThat(only(steps).place().provider()).contains("google");
    mail("gmail.com", 0, 300);
    assertThat(book.steps(now)).isEmpty();
  }

  @Test
  void shouldKeepStreamsAndTenantsApart() {
    for (String tenant : List.of("acme", "shop")) {
      for (String stream : List.of("news", "offers")) {
        for (int i = 0; i < 40; i++) {
          book.take(new SpikeSignal(Kind.REFUSED, now, tenant, stream, "gmail.com", ""));
        }
      }
    }

    assertThat(book.steps(now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 9, FREE",
    "10000, 29, FREE",
    "10000, 30, SLOWED",
    "10000, 100, SUSPENDED",
    "99, 50, FREE",
    "0, 50, FREE"
  })
  void shouldTakeComplaintsForASpikeWhereThereIsMailTheyCanBeAbout(
      int delivered, int complained, Level level) {
    take(Kind.DELIVERED, "gmail.com", delivered);
    now = now.plus(Duration.ofHours(20));
    take(Kind.COMPLAINED, "gmail.com", complained);

    assertThat(level(book.steps(now))).isEqualTo(level);
  }

  @Test
  void shouldCountMailThatComesBackAgainstThatWhichWasDelivered() {
    take(Kind.DELIVERED, "gmail.com", 200);
    take(Kind.CAME_BACK, "gmail.com", 60);

    SpikeEvidence evidence = only(book.steps(now)).evidence().orElseThrow();

    assertThat(evidence.counted()).isEqualTo(200);
    assertThat(evidence.sentence()).startsWith("60 of 200 refused for good");
  }

  @Test
  void shouldAskForMoreWhereMuchFailsEveryDay() {
    for (int i = 0; i < 10; i++) {
      mail("own.example", 950, 50);
      now = now.plus(Duration.ofDays(1));
    }
    mail("own.example", 440, 60);
    assertThat(book.steps(now)).isEmpty();

    mail("own.example", 0, 60);

    SpikeStep step = only(book.steps(now));
    assertThat(step.level()).isEqualTo(Level.SLOWED);
    assertThat(step.why()).contains("usual 5.0 %");
  }

  @Test
  void shouldGoOnAtAQuarterOfThePaceOfBefore() {
    mail("gmail.com", 5_400, 600);

    assertThat(only(book.steps(now)).perMinute()).isEqualTo(25);
  }

  @Test
  void shouldSuspendWhatBecomesWorseWhileItIsSlowed() {
    mail("gmail.com", 450, 60);
    only(book.steps(now));
    book.braked(GOOGLE, "b1");
    now = now.plusSeconds(60);
    mail("gmail.com", 0, 300);

    SpikeStep step = only(book.steps(now));

    assertThat(step.level()).isEqualTo(Level.SUSPENDED);
    assertThat(step.before()).contains("b1");
    assertThat(book.brakes()).isEmpty();
  }

  @Test
  void shouldFreeByItselfWhatIsGoodAgain() {
    mail("gmail.com", 450, 60);
    only(book.steps(now));

    now = now.plus(Duration.ofMinutes(59));
    assertThat(book.steps(now)).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    mail("gmail.com", 100, 0);

    SpikeStep step = only(book.steps(now));
    assertThat(step.level()).isEqualTo(Level.FREE);
    assertThat(step.why()).isEqualTo("the share is low again");
    assertThat(book.steps(now)).isEmpty();
  }

  /** Hysteresis: what is a little below the line does not go to and fro. */
  @Test
  void shouldStaySlowWhileTheShareIsAboveHalf() {
    mail("gmail.com", 450, 60);
    only(book.steps(now));

    now = now.plus(Duration.ofMinutes(60));
    mail("gmail.com", 500, 35);
    SpikeStep still = only(book.steps(now));
    assertThat(still.level()).isEqualTo(Level.SLOWED);
    assertThat(still.why()).startsWith("still 35 of 535 ");
    assertThat(still.until()).isEqualTo(now.plus(Duration.ofHours(1)));

    now = now.plus(Duration.ofMinutes(60));
    mail("gmail.com", 500, 10);
    assertThat(only(book.steps(now)).level()).isEqualTo(Level.FREE);
  }

  @Test
  void shouldGoSlowlyForATimeAfterASuspension() {
    mail("gmail.com", 500, 500);
    assertThat(only(book.steps(now)).level()).isEqualTo(Level.SUSPENDED);

    now = now.plus(Duration.ofHours(4));
    SpikeStep step = only(book.steps(now));
    assertThat(step.level()).isEqualTo(Level.SLOWED);
    assertThat(step.perMinute()).isEqualTo(4);
    assertThat(book.steps(now)).isEmpty();

    now = now.plus(Duration.ofHours(1));
    assertThat(only(book.steps(now)).level()).isEqualTo(Level.FREE);
  }

  @Test
  void shouldSuspendAgainWhatIsAsBadAsBefore() {
    mail("gmail.com", 0, 500);
    only(book.steps(now));
    now = now.plus(Duration.ofHours(4));
    only(book.steps(now));

    mail("gmail.com", 10, 49);
    assertThat(book.steps(now)).isEmpty();
    mail("gmail.com", 0, 1);

    assertThat(only(book.steps(now)).level()).isEqualTo(Level.SUSPENDED);
  }

  @Test
  void shouldLeaveAStreamAloneAfterSomebodyLiftedTheBrake() {
    mail("gmail.com", 0, 500);
    only(book.steps(now));
    book.braked(GOOGLE, "b1");
    assertThat(book.brakes()).containsEntry(GOOGLE, "b1");

    SpikeStep step = book.lifted(GOOGLE, "ann", now);
    assertThat(step.level()).isEqualTo(Level.FREE);
    assertThat(step.why()).isEqualTo("ended by ann");
    assertThat(book.brakes()).isEmpty();

    mail("gmail.com", 0, 500);
    now = now.plus(Duration.ofHours(11));
    mail("gmail.com", 0, 500);
    assertThat(book.steps(now)).isEmpty();
    now = now.plus(Duration.ofHours(1));
    mail("gmail.com", 0, 50);
    assertThat(only(book.steps(now)).level()).isEqualTo(Level.SUSPENDED);
  }

  @Test
  void shouldComeAgainWithWhatCouldNotBeDone() {
    mail("gmail.com", 0, 500);
    only(book.steps(now));

    book.undo(GOOGLE);

    assertThat(only(book.steps(now)).level()).isEqualTo(Level.SUSPENDED);
  }

  @Test
  void shouldCountNothingAndEndWhatThereIsWhenSwitchedOff() {
    mail("gmail.com", 0, 500);
    only(book.steps(now));
    otherwise.put("suppression.spikes", "off");

    assertThat(only(book.steps(now)).level()).isEqualTo(Level.FREE);
    mail("gmail.com", 0, 500);
    otherwise.remove("suppression.spikes");
    assertThat(book.steps(now)).isEmpty();
  }

  @Test
  void shouldCountAnewWhenSomebodyChangesHowFarBackIsLooked() {
    mail("gmail.com", 0, 49);
    otherwise.put("suppression.spike-bounce-window", "2h");
    mail("gmail.com", 0, 49);
    assertThat(book.steps(now)).isEmpty();

    mail("gmail.com", 0, 1);

    assertThat(only(book.steps(now)).why()).contains("50 of 50").contains("120 minutes");
  }

  @Test
  void shouldForgetTheQuietestPlacesButNoneThatIsBraked() {
    otherwise.put("suppression.spike-places-max", "100");
    mail("gmail.com", 0, 500);
    only(book.steps(now));
    book.braked(GOOGLE, "b1");

    for (int i = 0; i < 1_000; i++) {
      mail("d" + i + ".example", 1, 0);
    }

    assertThat(book.size()).isLessThanOrEqualTo(100);
    assertThat(book.brakes()).containsKey(GOOGLE);
  }

  @Test
  void shouldGoOnAfterARestartWithWhatWasCounted() {
    mail("gmail.com", 440, 49);
    mail("own.example", 0, 100);
    only(book.steps(now));
    var place = new StreamPlace("acme", "news", Optional.empty(), Optional.of("own.example"));
    book.braked(place, "b7");
    String text = SpikeBookJson.write(book, new relay.domain.journal.JournalPosition(3, 17));

    var again = new SpikeBook((t, s) -> rules(), d -> Optional.ofNullable(providers.get(d)));
    assertThat(SpikeBookJson.read(text, again))
        .isEqualTo(new relay.domain.journal.JournalPosition(3, 17));

    assertThat(again.brakes()).containsExactly(Map.entry(place, "b7"));
    assertThat(again.steps(now)).isEmpty();
    again.take(new SpikeSignal(Kind.REFUSED, now, "acme", "news", "gmail.com", ""));
    assertThat(only(again.steps(now)).place()).isEqualTo(GOOGLE);
    assertThat(SpikeBookJson.write(again, new relay.domain.journal.JournalPosition(3, 17)))
        .doesNotContain("@");
  }

  private static final StreamPlace GOOGLE =
      new StreamPlace("acme", "news", Optional.of("google"), Optional.empty());

  private SpikeRules rules() {
    return known.computeIfAbsent(
        Map.copyOf(otherwise),
        texts ->
            SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, texts, Map.of()))
                .spikes());
  }

  private void mail(String domain, int delivered, int refused) {
    take(Kind.DELIVERED, domain, delivered);
    take(Kind.REFUSED, domain, refused);
  }

  private void take(Kind kind, String domain, int times) {
    for (int i = 0; i < times; i++) {
      book.take(new SpikeSignal(kind, now, "acme", "news", domain, ""));
    }
  }

  private static Level level(List<SpikeStep> steps) {
    return steps.isEmpty() ? Level.FREE : only(steps).level();
  }

  private static SpikeStep only(List<SpikeStep> steps) {
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }
}
