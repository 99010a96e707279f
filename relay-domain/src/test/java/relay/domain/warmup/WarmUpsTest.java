package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.warmup.WarmUpFixture.AGAIN;
import static relay.domain.warmup.WarmUpFixture.COLD;
import static relay.domain.warmup.WarmUpFixture.FIRST;
import static relay.domain.warmup.WarmUpFixture.GOOGLE;
import static relay.domain.warmup.WarmUpFixture.MONDAY;
import static relay.domain.warmup.WarmUpFixture.NOBODYS;
import static relay.domain.warmup.WarmUpFixture.OTHER_COLD;
import static relay.domain.warmup.WarmUpFixture.OTP;
import static relay.domain.warmup.WarmUpFixture.RETRY;
import static relay.domain.warmup.WarmUpFixture.TAKEN;
import static relay.domain.warmup.WarmUpFixture.WARM;
import static relay.domain.warmup.WarmUpFixture.plan;
import static relay.domain.warmup.WarmUpFixture.said;
import static relay.domain.warmup.WarmUpFixture.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.TransmissionReport;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpVerdict.Allowed;
import relay.domain.warmup.WarmUpVerdict.Spill;
import relay.domain.warmup.WarmUpVerdict.Wait;

class WarmUpsTest {
  private static final List<Source> BOTH = List.of(WARM, COLD);
  private static final List<Source> COLD_ALONE = List.of(COLD);
  // One in each hour.
  private static final String SMALL = "'base':{'*':24}";
  private final WarmUpFixture fixture = new WarmUpFixture().with(plan("cold", SMALL));
  private final WarmUps warmUps = fixture.warmUps();

  @Test
  void shouldConcernNobodyWithoutAPlan() {
    var none = new WarmUpFixture().warmUps();

    assertThat(none.concerns(BOTH)).isFalse();
    assertThat(none.views(MONDAY)).isEmpty();
    assertThat(warmUps.concerns(List.of(WARM))).isFalse();
    assertThat(warmUps.concerns(BOTH)).isTrue();
  }

  @Test
  void shouldPutASourceWithBudgetInFront() {
    assertThat(screen(BOTH, FIRST, MONDAY)).isEqualTo(new Allowed(List.of(COLD, WARM)));
  }

  @Test
  void shouldSpillToWarmSourcesAtOnceWhenTheHourIsUsedUp() {
    assertThat(sends(FIRST, MONDAY)).isTrue();

    assertThat(screen(BOTH, FIRST, MONDAY)).isEqualTo(new Spill(List.of(WARM)));
    assertThat(screen(BOTH, FIRST, MONDAY.plus(Duration.ofHours(1))))
        .isEqualTo(new Allowed(List.of(COLD, WARM)));
  }

  @Test
  void shouldCountEachProviderForItselfAndThoseOfNoneTogether() {
    assertThat(sends(FIRST, MONDAY)).isTrue();

    assertThat(warmUps.screen(BOTH, site("yahoo"), FIRST, MONDAY)).isInstanceOf(Allowed.class);
    assertThat(fixture.sends(COLD, NOBODYS, FIRST, TAKEN, MONDAY)).isTrue();
    assertThat(warmUps.screen(BOTH, NOBODYS, FIRST, MONDAY)).isInstanceOf(Spill.class);
    assertThat(warmUps.views(MONDAY))
        .extracting(view -> view.key().toString())
        .contains("google@cold", "other@cold");
  }

  @Test
  void shouldMakeRetriesFromWarmSourcesAndCountNone() {
    assertThat(screen(BOTH, RETRY, MONDAY)).isEqualTo(new Spill(List.of(WARM)));
    assertThat(screen(COLD_ALONE, RETRY, MONDAY)).isEqualTo(new Allowed(COLD_ALONE));

    claim(COLD, RETRY, MONDAY).settle(TAKEN);

    assertThat(look(MONDAY).state().sent()).isZero();
    assertThat(look(MONDAY).state().health().taken()).isEqualTo(1);
  }

  @Test
  void shouldNeverHoldAOneTimePassword() {
    sends(FIRST, MONDAY);

    assertThat(screen(BOTH, OTP, MONDAY)).isEqualTo(new Spill(List.of(WARM)));
    assertThat(screen(COLD_ALONE, OTP, MONDAY)).isEqualTo(new Allowed(COLD_ALONE));
    claim(COLD, OTP, MONDAY).settle(TAKEN);
    assertThat(look(MONDAY).state().sent()).isEqualTo(2);
  }

  @Test
  void shouldWaitUntilTheNextHourWhereNoSourceIsWarm() {
    sends(FIRST, MONDAY);

    var wait = (Wait) screen(COLD_ALONE, FIRST, MONDAY);

    assertThat(wait.until()).isEqualTo(MONDAY.plus(Duration.ofHours(1)));
    assertThat(wait.reason()).isEqualTo("warm_up google@cold");
  }

  @Test
  void shouldKeepATimeForWhoWaitsAgainstNewcomers() {
    sends(FIRST, MONDAY);
    Instant promised = ((Wait) screen(COLD_ALONE, FIRST, MONDAY)).until();

    assertThat(screen(COLD_ALONE, FIRST, promised)).isInstanceOf(Wait.class);
    assertThat(screen(COLD_ALONE, AGAIN, promised)).isInstanceOf(Allowed.class);
    claim(COLD, AGAIN, promised).settle(TAKEN);
    assertThat(screen(COLD_ALONE, AGAIN, promised)).isInstanceOf(Wait.class);
  }

  @Test
  void shouldGiveEachWhoWaitsALaterTime() {
    fixture.with(Map.of("warm-up.put-off-max", "24h"));
    sends(FIRST, MONDAY);

    Instant one = ((Wait) screen(COLD_ALONE, FIRST, MONDAY)).until();
    Instant two = ((Wait) screen(COLD_ALONE, FIRST, MONDAY)).until();
    Instant three = ((Wait) screen(COLD_ALONE, FIRST, MONDAY)).until();

    assertThat(Duration.between(one, two)).isEqualTo(Duration.ofHours(1));
    assertThat(Duration.between(two, three)).isEqualTo(Duration.ofHours(1));
    assertThat(look(MONDAY).waiting()).isEqualTo(3);
  }

  @Test
  void shouldAskAgainWhereTheTimeIsTooFar() {
    sends(FIRST, MONDAY);
    screen(COLD_ALONE, FIRST, MONDAY);

    var second = (Wait) screen(COLD_ALONE, FIRST, MONDAY.plusSeconds(60));

    assertThat(second.until()).isEqualTo(MONDAY.plusSeconds(60).plus(Duration.ofHours(1)));
    assertThat(look(MONDAY).waiting()).isEqualTo(1);
  }

  @Test
  void shouldWaitForTheSourceThatIsFreeSoonest() {
    fixture.with(plan("cold-2", "'base':{'*':24},'mode':'paused'"));
    sends(FIRST, MONDAY);

    var wait = (Wait) screen(List.of(OTHER_COLD, COLD), FIRST, MONDAY);

    assertThat(wait.reason()).isEqualTo("warm_up google@cold");
  }

  @Test
  void shouldWaitForTheNextWindow() {
    fixture
        .with(Map.of("warm-up.put-off-max", "24h"))
        .with(
            plan("cold", "'base':{'*':9},'window':{'from':'08:00','until':'10:00','zone':'UTC'}"));

    Instant midnight = MONDAY;
    Instant opens = ((Wait) screen(COLD_ALONE, FIRST, midnight)).until();
    assertThat(opens).isEqualTo(MONDAY.plus(Duration.ofHours(8)));
    Instant noon = MONDAY.plus(Duration.ofHours(12));
    assertThat(((Wait) screen(COLD_ALONE, FIRST, noon)).until())
        .isEqualTo(MONDAY.plus(Duration.ofHours(32)));
  }

  @Test
  void shouldClaimNoMoreThanTheBudgetWhenManyAskAtOnce() {
    assertThat(screen(BOTH, FIRST, MONDAY)).isInstanceOf(Allowed.class);
    assertThat(screen(BOTH, FIRST, MONDAY)).isInstanceOf(Allowed.class);

    assertThat(warmUps.claim(COLD, GOOGLE, FIRST, MONDAY)).isPresent();
    assertThat(warmUps.claim(COLD, GOOGLE, FIRST, MONDAY)).isEmpty();
    assertThat(warmUps.claim(WARM, GOOGLE, FIRST, MONDAY)).isPresent();
  }

  @Test
  void shouldGiveBackWhatNoServerWasAskedAbout() {
    WarmUpClaim claim = claim(COLD, FIRST, MONDAY);
    assertThat(screen(BOTH, FIRST, MONDAY)).isInstanceOf(Spill.class);

    claim.settle(WarmUpFixture.report(SmtpReply.local(451, "4.4.1", "nobody there")));

    assertThat(look(MONDAY).state().sent()).isZero();
    assertThat(screen(BOTH, FIRST, MONDAY)).isInstanceOf(Allowed.class);
    claim(COLD, FIRST, MONDAY).settle(new TransmissionReport(List.of()));
    assertThat(screen(BOTH, FIRST, MONDAY)).isInstanceOf(Allowed.class);
  }

  @Test
  void shouldLetASourceGoOnceItIsWarm() {
    fixture.with(plan("cold", "'steps':{'*':'24, 48'},'target':48"));
    fixture.sendsAllDay(COLD, GOOGLE, TAKEN, MONDAY);
    Instant tuesday = MONDAY.plus(Duration.ofDays(1));

    for (int i = 0; i < 100; i++) {
      assertThat(sends(FIRST, tuesday)).isTrue();
    }

    assertThat(look(tuesday).isWarm()).isTrue();
    assertThat(look(tuesday).sentence()).isEqualTo("is warm for google");
    assertThat(screen(BOTH, FIRST, tuesday)).isEqualTo(new Allowed(BOTH));
  }

  @Test
  void shouldMakeNoFirstAttemptWhileItIsPaused() {
    fixture.with(plan("cold", "'mode':'paused'"));

    assertThat(screen(BOTH, FIRST, MONDAY)).isEqualTo(new Spill(List.of(WARM)));
    assertThat(((Wait) screen(COLD_ALONE, FIRST, MONDAY)).until())
        .isEqualTo(MONDAY.plus(Duration.ofHours(1)));
    assertThat(screen(COLD_ALONE, RETRY, MONDAY)).isInstanceOf(Allowed.class);
    assertThat(look(MONDAY).sentence()).contains("paused");
  }

  @Test
  void shouldEndADayEarlyWhenTheProviderBlocksIt() {
    fixture.with(plan("cold", "'base':{'*':2400}"));
    TransmissionReport blocked = said(554, "5.7.1 IP blocked using zen.spamhaus.org");

    for (int i = 0; i < 20; i++) {
      assertThat(fixture.sends(COLD, GOOGLE, FIRST, blocked, MONDAY)).isTrue();
    }

    Instant evening = MONDAY.plus(Duration.ofHours(20));
    assertThat(screen(BOTH, FIRST, evening)).isEqualTo(new Spill(List.of(WARM)));
    assertThat(look(evening).isClosed()).isTrue();
    assertThat(look(evening).sentence()).contains("over for today: blocks 100.0 % of 20");
    assertThat(screen(BOTH, FIRST, MONDAY.plus(Duration.ofDays(1)))).isInstanceOf(Allowed.class);
  }

  @Test
  void shouldObeyAPlanFromTheMomentItIsThere() {
    fixture.without("cold");
    assertThat(warmUps.concerns(BOTH)).isFalse();
    assertThat(warmUps.plan("cold")).isEmpty();

    fixture.with(plan("cold", SMALL));

    assertThat(warmUps.concerns(BOTH)).isTrue();
    assertThat(warmUps.plan("cold")).isPresent();
  }

  @Test
  void shouldTellUntilWhenMailIsHeldAndKeepNothingForIt() {
    assertThat(held(COLD_ALONE)).isEmpty();
    sends(FIRST, MONDAY);

    assertThat(held(COLD_ALONE)).hasValue(MONDAY.plus(Duration.ofHours(1)));
    assertThat(held(BOTH)).isEmpty();
    assertThat(look(MONDAY).waiting()).isZero();
    assertThat(look(MONDAY).sentence())
        .isEqualTo(
            "is being warmed up for google: day 1 of 24, 1 of 24 sent today, 0 left in this hour");
  }

  @Test
  void shouldKeepAMailOfManyRecipientsAndLetItThroughOnce() {
    var many = new WarmUpWish(true, false, false, 30);
    Instant noon = MONDAY.plus(Duration.ofHours(12));

    var taken = new TransmissionReport(Collections.nCopies(30, TAKEN.replies().get(0)));

    assertThat(fixture.sends(COLD, GOOGLE, many, taken, noon)).isTrue();

    assertThat(screen(BOTH, FIRST, noon.plus(Duration.ofHours(11)))).isInstanceOf(Spill.class);
  }

  private WarmUpVerdict screen(List<Source> sources, WarmUpWish wish, Instant now) {
    return warmUps.screen(sources, GOOGLE, wish, now);
  }

  private WarmUpClaim claim(Source source, WarmUpWish wish, Instant now) {
    return warmUps.claim(source, GOOGLE, wish, now).orElseThrow();
  }

  private boolean sends(WarmUpWish wish, Instant now) {
    return fixture.sends(COLD, GOOGLE, wish, TAKEN, now);
  }

  private Optional<Instant> held(List<Source> sources) {
    return warmUps.held(sources, GOOGLE, FIRST, MONDAY);
  }

  private WarmUpView look(Instant now) {
    return fixture.look(COLD, GOOGLE, now);
  }
}
