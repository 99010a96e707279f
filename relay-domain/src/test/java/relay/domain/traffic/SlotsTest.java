package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Weight;

/** The parts of a flow that remember: promised times, absences, and who waits for a place. */
class SlotsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** Held against a list that is searched through. */
  @Test
  void shouldGiveOutEachPromisedTimeOnceWhileItIsNotTooLate() {
    Chance.rounds(
        200,
        random -> {
          int grace = random.nextInt(20);
          Slots slots = new Slots(grace);
          List<Long> promised = new ArrayList<>();
          long now = 1000;
          for (int step = 0; step < 200; step++) {
            now += random.nextInt(4);
            long time = now;
            promised.removeIf(second -> second < time - grace);
            if (random.nextBoolean()) {
              long second = now + random.nextInt(30);
              slots.promise(second);
              promised.add(second);
            } else {
              boolean due = promised.stream().anyMatch(second -> second <= time);
              assertThat(slots.hasDue(now)).isEqualTo(due);
              assertThat(slots.take(now)).isEqualTo(due);
              if (due) {
                promised.remove(Collections.min(promised));
              }
            }
            assertThat(slots.count(now)).isEqualTo(promised.size());
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"99, false", "100, true", "400, true", "401, false"})
  void shouldBeDueFromItsSecondToTheEndOfItsGrace(long now, boolean due) {
    Slots slots = new Slots(300);
    slots.promise(100);

    assertThat(slots.take(now)).isEqualTo(due);
    assertThat(slots.count(now)).isEqualTo(now < 100 ? 1 : 0);
    assertThat(slots.take(now)).isFalse();
  }

  @Test
  void shouldPauseAfterSomeFailuresInARowAndLongerEachTime() {
    Absence absence = absence();
    Instant now = NOON;
    absence.note(Reach.UNREACHED, now, now);
    absence.note(Reach.UNREACHED, now, now);
    assertThat(absence.isSuspected()).isFalse();
    assertThat(absence.isPausedAt(now)).isFalse();

    for (int seconds : new int[] {10, 20, 40, 60, 60}) {
      absence.note(Reach.UNREACHED, now, now);
      assertThat(absence.pausedUntil()).isEqualTo(now.plusSeconds(seconds));
      assertThat(absence.isPausedAt(now.plusSeconds(seconds).minusNanos(1))).isTrue();
      assertThat(absence.isPausedAt(now.plusSeconds(seconds))).isFalse();
      assertThat(absence.isSuspected()).isTrue();
      now = now.plusSeconds(seconds);
    }
  }

  @Test
  void shouldLearnNothingFromAttemptsOfBeforeThePause() {
    Absence absence = absence();
    for (int i = 0; i < 3; i++) {
      absence.note(Reach.UNREACHED, NOON, NOON.plusSeconds(5));
    }

    absence.note(Reach.UNREACHED, NOON.plusSeconds(4), NOON.plusSeconds(9));
    assertThat(absence.pausedUntil()).isEqualTo(NOON.plusSeconds(15));
    absence.note(Reach.UNREACHED, NOON.plusSeconds(5), NOON.plusSeconds(9));
    assertThat(absence.pausedUntil()).isEqualTo(NOON.plusSeconds(29));
  }

  @Test
  void shouldForgetItsFailuresOnceSomebodyIsThere() {
    Absence absence = absence();
    for (int i = 0; i < 5; i++) {
      absence.note(Reach.UNREACHED, NOON, NOON);
    }

    absence.note(Reach.UNKNOWN, NOON, NOON);
    assertThat(absence.isPausedAt(NOON)).isTrue();
    absence.note(Reach.REACHED, NOON, NOON);
    assertThat(absence.isPausedAt(NOON)).isFalse();
    assertThat(absence.isSuspected()).isFalse();
    for (int i = 0; i < 3; i++) {
      absence.note(Reach.UNREACHED, NOON, NOON);
    }
    assertThat(absence.pausedUntil()).isEqualTo(NOON.plusSeconds(10));
  }

  @Test
  void shouldTakeALaneForAllOfOneDestinationAfterALongRowOnly() {
    LaneMix mix = new LaneMix();
    Destination one = destination();

    for (int i = 0; i < 40; i++) {
      mix.asked(one, null);
      assertThat(mix.isAllOf(one, 10)).isFalse();
    }
    mix.asked(one, null);
    assertThat(mix.isAllOf(one, 10)).isTrue();
    assertThat(mix.isAllOf(destination(), 10)).isFalse();
    mix.asked(destination(), null);
    mix.asked(one, null);
    assertThat(mix.isAllOf(one, 10)).isFalse();
  }

  @Test
  void shouldWakeAWaiterOfTheLaneWhosePlaceCameFree() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    Waiters waiters = new Waiters(lock);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Long> bulk = threads.submit(() -> await(waiters, lock, Lane.BULK));
      Future<Long> other = threads.submit(() -> await(waiters, lock, Lane.TRANSACTIONAL));
      awaitCount(waiters, lock, 2);

      locked(lock, () -> waiters.freed(Lane.BULK));
      assertThat(bulk.get(60, TimeUnit.SECONDS)).isPositive();
      assertThat(other.isDone()).isFalse();
      // nobody of that lane waits: any other may use the place
      locked(lock, () -> waiters.freed(Lane.BULK));
      assertThat(other.get(60, TimeUnit.SECONDS)).isPositive();
      awaitCount(waiters, lock, 0);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldWakeAPasswordBesideTheLaneWhosePlaceCameFree() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    Waiters waiters = new Waiters(lock);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Long> bulk = threads.submit(() -> await(waiters, lock, Lane.BULK));
      Future<Long> otp = threads.submit(() -> await(waiters, lock, Lane.OTP));
      awaitCount(waiters, lock, 2);

      locked(lock, () -> waiters.freed(Lane.BULK));

      assertThat(otp.get(60, TimeUnit.SECONDS)).isPositive();
      assertThat(bulk.get(60, TimeUnit.SECONDS)).isPositive();
      awaitCount(waiters, lock, 0);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldEndTheWaitOfAThreadThatIsInterruptedAndKeepItInterrupted() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    Waiters waiters = new Waiters(lock);
    CountDownLatch done = new CountDownLatch(1);
    long[] left = {-1};
    boolean[] interrupted = {false};
    Thread waiting =
        new Thread(
            () -> {
              left[0] = await(waiters, lock, Lane.BULK);
              interrupted[0] = Thread.currentThread().isInterrupted();
              done.countDown();
            });
    waiting.start();
    awaitCount(waiters, lock, 1);

    waiting.interrupt();

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(left[0]).isZero();
    assertThat(interrupted[0]).isTrue();
    awaitCount(waiters, lock, 0);
  }

  @Test
  void shouldWaitNoLongerThanItsPatience() {
    ReentrantLock lock = new ReentrantLock();
    Waiters waiters = new Waiters(lock);
    lock.lock();
    try {
      assertThat(waiters.await(Lane.OTP, 1_000)).isLessThanOrEqualTo(0);
      assertThat(waiters.count()).isZero();
    } finally {
      lock.unlock();
    }
  }

  private static long await(Waiters waiters, ReentrantLock lock, Lane lane) {
    lock.lock();
    try {
      return waiters.await(lane, Duration.ofMinutes(5).toNanos());
    } finally {
      lock.unlock();
    }
  }

  private static void awaitCount(Waiters waiters, ReentrantLock lock, int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    int[] seen = {-1};
    while (seen[0] != count && System.nanoTime() < deadline) {
      locked(lock, () -> seen[0] = waiters.count());
      Thread.onSpinWait();
    }
    assertThat(seen[0]).isEqualTo(count);
  }

  private static void locked(ReentrantLock lock, Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private static Absence absence() {
    TrafficSettings settings = settings();
    return new Absence(() -> settings);
  }

  private static Destination destination() {
    TrafficSettings settings = settings();
    return new Destination(() -> settings, new Waiters(new ReentrantLock()), owner -> Weight.EQUAL);
  }

  private static TrafficSettings settings() {
    Map<String, String> file =
        Map.of(
            "traffic.failures-before-pause", "3",
            "traffic.pause-min", "10s",
            "traffic.pause-max", "60s");
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
  }
}
