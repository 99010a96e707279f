package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

/** Targets that go down fast and come back slowly, on a clock of the test's own. */
class TargetHealthTest {
  private static final NextHop A = new NextHop.Discard("r/a");
  private static final NextHop B = new NextHop.Discard("r/b");
  private static final List<NextHop> BOTH = List.of(A, B);
  private static final TargetExperience GOOD =
      new TargetExperience(true, true, Duration.ofMillis(80), "");
  private static final TargetExperience BAD =
      new TargetExperience(true, false, Duration.ofMillis(5), "451 4.4.1 no connection");
  private static final HealthSettings SETTINGS =
      new HealthSettings(
          3,
          60,
          3,
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofSeconds(20));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final TargetHealth health = new TargetHealth(() -> SETTINGS, () -> now);

  @Test
  void shouldKeepTheOrderWhileAllAreUp() {
    learn(A, BAD, BAD, GOOD, BAD, BAD);

    assertThat(health.sorted(BOTH, false)).containsExactly(A, B);
    assertThat(stateOf(A)).isEqualTo(TargetState.UP);
  }

  @Test
  void shouldGoToTheOtherAfterSoManyFailuresInARow() {
    learn(A, BAD, BAD);
    Optional<TargetHealth.Change> change = health.learn(A.name(), BAD);

    assertThat(health.sorted(BOTH, false)).containsExactly(B, A);
    assertThat(change.orElseThrow().after().state()).isEqualTo(TargetState.DOWN);
    assertThat(change.get().after().trouble()).isEqualTo("451 4.4.1 no connection");
    assertThat(change.get().after().troubleAt()).isEqualTo(now);
    assertThat(change.get().after().triedAt()).isEqualTo(now.plusSeconds(30));
  }

  @Test
  void shouldGoToTheOtherWhenMostAttemptsGoWrong() {
    for (int i = 0; i < 30 && stateOf(A) == TargetState.UP; i++) {
      learn(A, BAD, BAD, GOOD);
    }

    assertThat(stateOf(A)).isEqualTo(TargetState.DOWN);
  }

  @Test
  void shouldTryOneMailAtATimeAfterTheRest() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));

    assertThat(health.sorted(BOTH, false)).containsExactly(A, B);
    assertThat(health.sorted(BOTH, false)).containsExactly(B, A);
    assertThat(health.sorted(BOTH, false)).containsExactly(B, A);
  }

  @Test
  void shouldLetAnotherMailTryWhenTheFirstWasNotSent() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));
    health.sorted(BOTH, false);

    health.giveBack(A.name());
    health.giveBack("r/unknown");

    assertThat(health.sorted(BOTH, false)).containsExactly(A, B);
    assertThat(health.sorted(BOTH, false)).containsExactly(B, A);
  }

  @Test
  void shouldUseUpNoTryByLookingAlone() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));

    assertThat(health.sorted(BOTH, true)).containsExactly(A, B);
    assertThat(health.sorted(BOTH, true)).containsExactly(A, B);
    assertThat(health.sorted(BOTH, false)).containsExactly(A, B);
    assertThat(health.sorted(BOTH, true)).containsExactly(B, A);
  }

  @Test
  void shouldReturnAfterEnoughTriesThatWentWell() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));

    assertThat(tried(GOOD)).isEmpty();
    assertThat(stateOf(A)).isEqualTo(TargetState.TRIED);
    assertThat(tried(GOOD)).isEmpty();
    assertThat(tried(GOOD)).isPresent();

    assertThat(stateOf(A)).isEqualTo(TargetState.UP);
    assertThat(health.sorted(BOTH, false)).containsExactly(A, B);
  }

  @Test
  void shouldRestTwiceAsLongAfterATryThatWentWrong() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));
    tried(BAD);

    assertThat(view(A).triedAt()).isEqualTo(now.plusSeconds(60));
    pass(Duration.ofSeconds(60));
    tried(GOOD);
    tried(BAD);

    assertThat(view(A).triedAt()).isEqualTo(now.plusSeconds(120));
  }

  @Test
  void shouldNotRestLongerThanTheLongestRest() {
    learn(A, BAD, BAD, BAD);
    for (int i = 0; i < 20; i++) {
      pass(Duration.between(now, view(A).triedAt()));
      tried(BAD);
    }

    assertThat(view(A).triedAt()).isEqualTo(now.plus(SETTINGS.pauseMax()));
  }

  @Test
  void shouldRestLongerAfterARelapseUnlessItWasCalmInBetween() {
    goDownAndReturn();
    learn(A, BAD, BAD, BAD);
    assertThat(view(A).triedAt()).isEqualTo(now.plusSeconds(60));

    pass(Duration.ofSeconds(60));
    tried(GOOD);
    tried(GOOD);
    tried(GOOD);
    pass(SETTINGS.calm().plusSeconds(1));
    learn(A, BAD, BAD, BAD);

    assertThat(view(A).triedAt()).isEqualTo(now.plusSeconds(30));
  }

  @Test
  void shouldLearnNothingFromAttemptsThatWereUnderWayWhenItWentDown() {
    learn(A, BAD, BAD, BAD);
    Instant first = view(A).triedAt();
    learn(A, BAD, BAD, BAD, BAD, BAD);

    assertThat(view(A).triedAt()).isEqualTo(first);
  }

  @Test
  void shouldTryAllInTheirOrderWhenAllAreDown() {
    learn(A, BAD, BAD, BAD);
    learn(B, BAD, BAD, BAD);

    assertThat(health.sorted(BOTH, false)).containsExactly(A, B);
  }

  @Test
  void shouldMeasureHowLongGoodAttemptsTake() {
    learn(A, GOOD, GOOD, BAD, GOOD);

    assertThat(view(A).latency()).isEqualTo(Duration.ofMillis(80));
    assertThat(view(A).failurePercent()).isBetween(20, 30);
    assertThat(view(B).state()).isEqualTo(TargetState.UP);
  }

  @Test
  void shouldStayAwayFromATargetThatIsDownOverARestart() {
    learn(A, BAD, BAD, BAD);
    learn(B, GOOD, GOOD);
    TargetView before = view(A);

    TargetHealth after = restarted();

    assertThat(after.look(List.of(A.name(), B.name()))).containsExactly(before, view(B));
    assertThat(after.sorted(BOTH, false)).containsExactly(B, A);
    pass(Duration.ofSeconds(30));
    assertThat(after.sorted(BOTH, false)).containsExactly(A, B);
  }

  @Test
  void shouldGoOnWithItsTriesAfterARestart() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));
    tried(GOOD);
    tried(GOOD);

    TargetHealth after = restarted();

    assertThat(after.sorted(BOTH, false)).containsExactly(A, B);
    assertThat(after.learn(A.name(), GOOD).orElseThrow().after().state()).isEqualTo(TargetState.UP);
  }

  @Test
  void shouldRestForLongerAfterARelapseThatSpansARestart() {
    goDownAndReturn();

    TargetHealth after = restarted();
    for (int i = 0; i < 3; i++) {
      after.learn(A.name(), BAD);
    }

    assertThat(after.look(List.of(A.name())).get(0).triedAt()).isEqualTo(now.plusSeconds(60));
  }

  @Test
  void shouldLoseATryThatWasUnderWayAtARestart() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));
    health.sorted(BOTH, false);
    assertThat(health.sorted(BOTH, false)).containsExactly(B, A);

    assertThat(restarted().sorted(BOTH, false)).containsExactly(A, B);
  }

  @Test
  void shouldKeepTroubleOfAnyTextOnOneLine() {
    var odd = new TargetExperience(true, false, Duration.ZERO, "421 a\tb\r\nr/b\tUP");
    learn(A, odd, odd, odd);

    TargetHealth after = restarted();

    assertThat(health.lines()).hasSize(1).allMatch(line -> line.indexOf('\n') < 0);
    assertThat(after.look(List.of(A.name())).get(0).trouble()).isEqualTo("421 a b  r/b UP");
  }

  @Test
  void shouldPassOverLinesThatSayNothing() {
    learn(A, BAD);
    String good = health.lines().get(0);

    int passed =
        new TargetHealth(() -> SETTINGS, () -> now)
            .restore(List.of("", "r/x", good.replace("UP", "GREAT"), good.replace("2026", "when")));

    assertThat(passed).isEqualTo(4);
  }

  private TargetHealth restarted() {
    var after = new TargetHealth(() -> SETTINGS, () -> now);
    assertThat(after.restore(health.lines())).isZero();
    return after;
  }

  @Test
  void shouldNotSendMailToAndFroWhenATargetComesAndGoes() {
    Chance.rounds(5, this::playADay);
  }

  /** For a minute most attempts fail, then all go well for a minute, and so on. */
  private void playADay(Random random) {
    var fresh = new TargetHealth(() -> SETTINGS, () -> now);
    int changes = 0;
    int failed = 0;
    int mails = 24 * 3600;

    for (int second = 0; second < mails; second++) {
      pass(Duration.ofSeconds(1));
      boolean bad = (second / 60) % 2 == 0 && random.nextInt(100) < 80;
      if (fresh.sorted(BOTH, false).get(0) == A) {
        failed += bad ? 1 : 0;
        changes += fresh.learn(A.name(), bad ? BAD : GOOD).isPresent() ? 1 : 0;
      }
    }

    // a target that is bad every other minute of a day rests for most of it
    assertThat(changes).isLessThan(300);
    assertThat(failed).isLessThan(mails / 50);
  }

  private void goDownAndReturn() {
    learn(A, BAD, BAD, BAD);
    pass(Duration.ofSeconds(30));
    tried(GOOD);
    tried(GOOD);
    tried(GOOD);
  }

  private Optional<TargetHealth.Change> tried(TargetExperience outcome) {
    assertThat(health.sorted(BOTH, false)).containsExactly(A, B);
    return health.learn(A.name(), outcome);
  }

  private void learn(NextHop hop, TargetExperience... all) {
    for (TargetExperience each : all) {
      health.learn(hop.name(), each);
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private TargetState stateOf(NextHop hop) {
    return view(hop).state();
  }

  private TargetView view(NextHop hop) {
    return health.look(List.of(hop.name())).get(0);
  }
}
