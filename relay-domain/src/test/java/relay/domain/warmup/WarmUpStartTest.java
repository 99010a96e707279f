package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.warmup.WarmUpFixture.COLD;
import static relay.domain.warmup.WarmUpFixture.FIRST;
import static relay.domain.warmup.WarmUpFixture.GOOGLE;
import static relay.domain.warmup.WarmUpFixture.MONDAY;
import static relay.domain.warmup.WarmUpFixture.OTP;
import static relay.domain.warmup.WarmUpFixture.RETRY;
import static relay.domain.warmup.WarmUpFixture.WARM;
import static relay.domain.warmup.WarmUpFixture.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpVerdict.Allowed;
import relay.domain.warmup.WarmUpVerdict.Spill;
import relay.domain.warmup.WarmUpVerdict.Wait;

/** A node that does not know yet what left from its sources before it was started. */
class WarmUpStartTest {
  private static final List<Source> BOTH = List.of(WARM, COLD);
  private static final List<Source> COLD_ALONE = List.of(COLD);
  private static final WarmUpPlan PLAN = plan("cold", "'base':{'*':24}");
  private final WarmUpFixture fixture = WarmUpFixture.started(PLAN);
  private final WarmUps warmUps = fixture.warmUps();

  @Test
  void shouldSpillToWarmSourcesUntilWhatWasSentIsKnown() {
    assertThat(screen(BOTH, FIRST, MONDAY)).isEqualTo(new Spill(List.of(WARM)));
    assertThat(warmUps.claim(COLD, GOOGLE, FIRST, MONDAY)).isEmpty();

    warmUps.accounts().kept(Map.of());

    assertThat(screen(BOTH, FIRST, MONDAY)).isEqualTo(new Allowed(List.of(COLD, WARM)));
    assertThat(warmUps.claim(COLD, GOOGLE, FIRST, MONDAY)).isPresent();
  }

  @Test
  void shouldLookAgainSoonWhereNoSourceIsWarmAndPromiseNothing() {
    assertThat(screen(COLD_ALONE, FIRST, MONDAY))
        .isEqualTo(new Wait(MONDAY.plusSeconds(2), "warm_up google@cold"));

    WarmUpView view = fixture.look(COLD, GOOGLE, MONDAY);
    assertThat(view.waiting()).isZero();
    assertThat(view.left()).isZero();
    assertThat(view.sentence()).contains("is not read from the database yet");
  }

  @Test
  void shouldSendNoMoreThanADayHasLeftWhateverComesFirst() {
    var before = new WarmUpFixture().with(PLAN);
    assertThat(before.sends(COLD, GOOGLE, FIRST, WarmUpFixture.TAKEN, MONDAY)).isTrue();
    List<WarmUpAccounts.Taken> taken = before.warmUps().accounts().take();

    assertThat(screen(BOTH, FIRST, MONDAY)).isInstanceOf(Spill.class);
    warmUps.accounts().kept(Map.of(taken.get(0).key(), taken.get(0).over(Optional.empty())));

    assertThat(screen(BOTH, FIRST, MONDAY)).isInstanceOf(Spill.class);
    assertThat(screen(BOTH, FIRST, MONDAY.plusSeconds(3600))).isInstanceOf(Allowed.class);
  }

  @Test
  void shouldWaitNoLongerThanItsBoundFromTheFirstMailOn() {
    assertThat(screen(COLD_ALONE, FIRST, MONDAY)).isInstanceOf(Wait.class);
    assertThat(screen(COLD_ALONE, FIRST, MONDAY.plusSeconds(29))).isInstanceOf(Wait.class);
    assertThat(screen(COLD_ALONE, FIRST, MONDAY.plusSeconds(30))).isInstanceOf(Allowed.class);
  }

  @Test
  void shouldNotWaitWhereTheSettingSaysSo() {
    fixture.with(Map.of("warm-up.start-wait", "0s"));

    assertThat(screen(COLD_ALONE, FIRST, MONDAY)).isInstanceOf(Allowed.class);
  }

  @Test
  void shouldNotBeginItsBoundWhenSomebodyLooks() {
    fixture.look(COLD, GOOGLE, MONDAY);
    assertThat(warmUps.held(COLD_ALONE, GOOGLE, FIRST, MONDAY)).hasValue(MONDAY.plusSeconds(2));

    assertThat(screen(COLD_ALONE, FIRST, MONDAY.plusSeconds(60))).isInstanceOf(Wait.class);
  }

  @Test
  void shouldHoldNeitherOneTimePasswordsNorFurtherAttempts() {
    assertThat(screen(COLD_ALONE, OTP, MONDAY)).isInstanceOf(Allowed.class);
    assertThat(screen(COLD_ALONE, RETRY, MONDAY)).isInstanceOf(Allowed.class);
    assertThat(warmUps.claim(COLD, GOOGLE, OTP, MONDAY)).isPresent();
  }

  @Test
  void shouldNotWaitForAPlanThatIsMadeWhileItRuns() {
    fixture.without("cold");
    warmUps.accounts().nothingKept();

    fixture.with(PLAN);

    assertThat(screen(COLD_ALONE, FIRST, MONDAY)).isInstanceOf(Allowed.class);
  }

  @Test
  void shouldTakeNoPlansForNoneOnlyOnceTheyWereLookedUp() {
    var objects = new Unread();
    WarmUps early = WarmUpFixture.started(objects);
    early.accounts().nothingKept();

    objects.state = ControlState.EMPTY.with(1, List.of(PLAN), List.<ControlKey>of());

    assertThat(early.screen(COLD_ALONE, GOOGLE, FIRST, MONDAY)).isInstanceOf(Wait.class);
  }

  @Test
  void shouldKeepNothingForWhoLooks() {
    warmUps.look("cold", "yahoo", MONDAY);
    warmUps.held(COLD_ALONE, GOOGLE, FIRST, MONDAY);
    screen(COLD_ALONE, FIRST, MONDAY);

    assertThat(warmUps.views(MONDAY)).isEmpty();
  }

  private WarmUpVerdict screen(List<Source> sources, WarmUpWish wish, Instant now) {
    return warmUps.screen(sources, GOOGLE, wish, now);
  }

  /** A node that has neither asked the database nor a file of its last run. */
  private static final class Unread implements ControlSource {
    private ControlState state = ControlState.EMPTY;

    @Override
    public ControlState state() {
      return state;
    }

    @Override
    public boolean isKnown() {
      return state != ControlState.EMPTY;
    }
  }
}
