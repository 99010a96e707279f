package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Away;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

class TrafficControlTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 10, Lane.BULK, 40);
  private final Map<String, String> file = new HashMap<>();

  @Test
  void shouldLetMailGoToADestinationThatIsFree() {
    assertThat(control().ask("a.example", Lane.OTP, false, NOON)).isInstanceOf(Go.class);
  }

  @Test
  void shouldGiveAnUnknownDestinationOnlyTheShareOfASlowOne() {
    var control = control();

    assertThat(goAll(control, "a.example", Lane.TRANSACTIONAL)).hasSize(4);
    assertThat(goAll(control, "b.example", Lane.TRANSACTIONAL)).hasSize(4);
    assertThat(goAll(control, "a.example", Lane.OTP)).hasSize(3);
  }

  @Test
  void shouldGiveAFastDestinationMoreButNeverAllWorkers() {
    var control = control();
    beFast(control, "a.example");

    assertThat(goAll(control, "a.example", Lane.TRANSACTIONAL)).hasSize(7);
  }

  @Test
  void shouldShrinkTheShareOfADestinationWhoseAttemptsDoNotEnd() {
    var control = control();
    beFast(control, "a.example");
    control.ask("a.example", Lane.TRANSACTIONAL, false, NOON);
    var later = NOON.plusSeconds(5);

    List<Permit> places = goAll(control, "a.example", Lane.TRANSACTIONAL, later);

    assertThat(places).hasSize(3);
  }

  @Test
  void shouldLimitTheAttemptsAtATimeButKeepSomeForPasswords() {
    var control = control();
    beFast(control, "a.example");

    assertThat(goAll(control, "a.example", Lane.BULK)).hasSize(20);
    assertThat(control.ask("a.example", Lane.TRANSACTIONAL, false, NOON)).isInstanceOf(Later.class);
    assertThat(goAll(control, "a.example", Lane.OTP)).hasSize(5);
  }

  @Test
  void shouldPromiseEachWaitingMailATimeOfItsOwnAtThePaceOfTheDestination() {
    var control = control();
    List<Permit> places = goAll(control, "a.example", Lane.TRANSACTIONAL);
    places.forEach(p -> p.release(Reach.REACHED, NOON.plusSeconds(20)));
    var now = NOON.plusSeconds(20);
    goAll(control, "a.example", Lane.TRANSACTIONAL, now);

    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      times.add(((Later) control.ask("a.example", Lane.TRANSACTIONAL, false, now)).at());
    }

    // Four places of 20 s, two of them kept for mail that waited: one every 10 s.
    for (int i = 1; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 1), times.get(i)))
          .isEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void shouldPutMailOffForASecondOnlyWhileNothingIsKnownOfADestination() {
    var control = control();
    goAll(control, "a.example", Lane.TRANSACTIONAL);

    for (int i = 0; i < 1000; i++) {
      assertThat(control.ask("a.example", Lane.TRANSACTIONAL, false, NOON))
          .isEqualTo(new Later(NOON.plusSeconds(1), Later.REASON));
    }
  }

  @Test
  void shouldKeepHalfOfThePlacesForMailThatWasPromisedATime() {
    var control = control();
    beSlow(control, "a.example");
    goAll(control, "a.example", Lane.TRANSACTIONAL).forEach(p -> p.release(Reach.REACHED, NOON));

    int newcomers = 0;
    while (control.ask("a.example", Lane.TRANSACTIONAL, false, NOON) instanceof Go) {
      newcomers++;
    }

    assertThat(newcomers).isEqualTo(2);
    assertThat(goAll(control, "a.example", Lane.TRANSACTIONAL)).hasSize(2);
    assertThat(control.ask("a.example", Lane.OTP, false, NOON)).isInstanceOf(Go.class);
  }

  @Test
  void shouldNeverPutOffFurtherThanAllowed() {
    file.put("traffic.put-off-max", "30s");
    var control = control();
    beSlow(control, "a.example");
    goAll(control, "a.example", Lane.BULK);

    for (int i = 0; i < 10_000; i++) {
      var later = (Later) control.ask("a.example", Lane.BULK, false, NOON);
      assertThat(later.at()).isBetween(NOON, NOON.plusSeconds(30));
    }
  }

  @Test
  void shouldPauseADestinationThatIsAwayAndProbeItWithOneMail() {
    var control = control();
    for (int i = 0; i < 3; i++) {
      go(control, "dead.example", NOON).release(Reach.UNREACHED, NOON);
    }

    var paused = (Away) control.ask("dead.example", Lane.BULK, false, NOON);
    var after = NOON.plusSeconds(15);
    var probe = go(control, "dead.example", after, true);
    var second = control.ask("dead.example", Lane.BULK, true, after);

    assertThat(paused.reply().local()).isTrue();
    assertThat(paused.reply().toString()).startsWith("451 4.4.1 dead.example");
    assertThat(second).isInstanceOf(Away.class);
    probe.release(Reach.REACHED, after);
    assertThat(control.ask("dead.example", Lane.BULK, true, after)).isInstanceOf(Go.class);
  }

  @Test
  void shouldDoubleThePauseWithEachProbeThatFailsUpToTheLongest() {
    var control = control();
    for (int i = 0; i < 3; i++) {
      go(control, "dead.example", NOON).release(Reach.UNREACHED, NOON);
    }

    Instant now = NOON;
    for (int seconds : new int[] {15, 30, 60, 120, 240, 300, 300}) {
      assertThat(control.ask("dead.example", Lane.OTP, true, now.plusSeconds(seconds - 1)))
          .isInstanceOf(Away.class);
      now = now.plusSeconds(seconds);
      go(control, "dead.example", now, true).release(Reach.UNREACHED, now);
    }
  }

  @Test
  void shouldCountFailuresOfOneMomentAsOne() {
    var control = control();
    List<Permit> together = goAll(control, "dead.example", Lane.BULK);
    together.forEach(p -> p.release(Reach.UNREACHED, NOON.plusSeconds(30)));

    var probe = control.ask("dead.example", Lane.BULK, true, NOON.plusSeconds(30).plusSeconds(15));

    assertThat(together).hasSize(16);
    assertThat(probe).isInstanceOf(Go.class);
  }

  @Test
  void shouldForgetTheDestinationsNotUsedLongestButNoneInUse() {
    file.put("traffic.destinations-max", "100");
    var control = control();
    Permit kept = go(control, "first.example", NOON);

    for (int i = 0; i < 1000; i++) {
      go(control, i + ".example", NOON).release(Reach.REACHED, NOON);
    }

    assertThat(control.size()).isEqualTo(100);
    kept.release(Reach.REACHED, NOON);
    assertThat(goAll(control, "first.example", Lane.TRANSACTIONAL)).hasSize(7);
  }

  @Test
  void shouldGiveAPlaceBackOnlyOnce() {
    var control = control();
    var places = goAll(control, "a.example", Lane.TRANSACTIONAL);

    places.get(0).release(Reach.UNKNOWN, NOON.plusSeconds(2));
    places.get(0).release(Reach.UNKNOWN, NOON.plusSeconds(2));

    assertThat(control.ask("a.example", Lane.TRANSACTIONAL, true, NOON.plusSeconds(2)))
        .isInstanceOf(Go.class);
    assertThat(control.ask("a.example", Lane.TRANSACTIONAL, true, NOON.plusSeconds(2)))
        .isInstanceOf(Later.class);
  }

  @Test
  void shouldHandPlacesOnToWaitingWorkersWithoutMovingTheirMail() throws Exception {
    file.put("traffic.patience", "10s");
    file.put("traffic.share-percent", "10");
    var control = control();
    beFast(control, "a.example");
    Set<String> wrong = ConcurrentHashMap.newKeySet();
    var atOnce = new AtomicInteger();
    var pool = Executors.newFixedThreadPool(8);
    var done = new CountDownLatch(800);
    InstantSource clock = InstantSource.fixed(NOON);

    for (int i = 0; i < 800; i++) {
      pool.execute(
          () -> {
            if (control.await(Wish.of("a.example", Lane.TRANSACTIONAL, false), clock)
                instanceof Go go) {
              if (atOnce.incrementAndGet() > 1) {
                wrong.add("two at once");
              }
              atOnce.decrementAndGet();
              go.permit().release(Reach.REACHED, NOON);
            } else {
              wrong.add("put off");
            }
            done.countDown();
          });
    }

    assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
    pool.shutdown();
    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldPutOffAtOnceWhatWouldHaveToWaitTooLongForItsTurn() {
    file.put("traffic.patience", "10s");
    file.put("traffic.slow-after", "600s");
    var control = control();
    go(control, "a.example", NOON.minusSeconds(100)).release(Reach.REACHED, NOON);
    goAll(control, "a.example", Lane.TRANSACTIONAL);

    long from = System.nanoTime();
    var decision =
        control.await(Wish.of("a.example", Lane.TRANSACTIONAL, true), InstantSource.fixed(NOON));

    // Seven places of 100 s each: one comes free in 14 s.
    assertThat(decision).isInstanceOf(Later.class);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(9));
  }

  @Test
  void shouldWaitLongerForItsTurnWhereTheLaneHoldsNoOtherMail() throws Exception {
    file.put("traffic.patience", "0s");
    file.put("traffic.slow-after", "60s");
    var control = control();
    beFast(control, "a.example");
    List<Permit> places = goAll(control, "a.example", Lane.TRANSACTIONAL);
    var clock = InstantSource.fixed(NOON);
    for (int i = 0; i < 40; i++) {
      assertThat(control.await(Wish.of("a.example", Lane.TRANSACTIONAL, false), clock))
          .isInstanceOf(Later.class);
    }

    var pool = Executors.newSingleThreadExecutor();
    var waiting =
        pool.submit(() -> control.await(Wish.of("a.example", Lane.TRANSACTIONAL, true), clock));
    places.get(0).release(Reach.REACHED, NOON);

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isInstanceOf(Go.class);
    pool.shutdown();
    control.await(Wish.of("b.example", Lane.TRANSACTIONAL, false), clock);
    assertThat(control.await(Wish.of("a.example", Lane.TRANSACTIONAL, true), clock))
        .isInstanceOf(Later.class);
  }

  @Test
  void shouldWakeAWorkerOfTheLaneThatAPlaceCameFreeIn() throws Exception {
    file.put("traffic.patience", "10s");
    file.put("traffic.slow-after", "60s");
    var control = control();
    beFast(control, "a.example");
    List<Permit> bulk = goAll(control, "a.example", Lane.BULK);
    bulk.subList(7, bulk.size()).forEach(p -> p.release(Reach.REACHED, NOON));
    List<Permit> ours = goAll(control, "a.example", Lane.TRANSACTIONAL);
    var clock = InstantSource.fixed(NOON);

    var pool = Executors.newFixedThreadPool(2);
    var ordinary =
        pool.submit(() -> control.await(Wish.of("a.example", Lane.TRANSACTIONAL, true), clock));
    goAll(control, "a.example", Lane.BULK);
    var newsletter = pool.submit(() -> control.await(Wish.of("a.example", Lane.BULK, true), clock));
    ours.get(0).release(Reach.REACHED, NOON);
    bulk.get(0).release(Reach.REACHED, NOON);

    assertThat(ordinary.get(30, TimeUnit.SECONDS)).isInstanceOf(Go.class);
    assertThat(newsletter.get(30, TimeUnit.SECONDS)).isInstanceOf(Go.class);
    pool.shutdown();
  }

  @Test
  void shouldNotCallADestinationSlowForOneOfManyAttemptsThatHangs() {
    var control = control();
    beFast(control, "a.example");
    go(control, "a.example", NOON.minusSeconds(60));
    for (int i = 0; i < 5; i++) {
      go(control, "a.example", NOON);
    }

    assertThat(goAll(control, "a.example", Lane.TRANSACTIONAL)).hasSize(7);
  }

  private TrafficControl control() {
    var settings = TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
    return new TrafficControl(() -> settings, WORKERS);
  }

  private static void beFast(TrafficControl control, String destination) {
    go(control, destination, NOON.minusMillis(20)).release(Reach.REACHED, NOON.minusMillis(10));
  }

  private static void beSlow(TrafficControl control, String destination) {
    go(control, destination, NOON.minusSeconds(20)).release(Reach.REACHED, NOON);
  }

  private static Permit go(TrafficControl control, String destination, Instant now) {
    return go(control, destination, now, false);
  }

  private static Permit go(
      TrafficControl control, String destination, Instant now, boolean wasPutOff) {
    return ((Go) control.ask(destination, Lane.BULK, wasPutOff, now)).permit();
  }

  private static List<Permit> goAll(TrafficControl control, String destination, Lane lane) {
    return goAll(control, destination, lane, NOON);
  }

  /** Takes every place there is, as mails that waited do. */
  private static List<Permit> goAll(
      TrafficControl control, String destination, Lane lane, Instant now) {
    List<Permit> places = new ArrayList<>();
    while (control.ask(destination, lane, true, now) instanceof Go go) {
      places.add(go.permit());
    }
    return places;
  }
}
