package relay.ejb.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relay.domain.timer.RelayTimer;

@Timeout(60)
class RoundsTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
  private final RelayTimer timer = new RelayTimer(executor, Runnable::run);
  private final BlockingQueue<Integer> done = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void shouldGoOnAfterThePauseThatTheLastRoundAskedFor() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();

    rounds(NEVER).start(Duration.ZERO, () -> next(count, count.get() < 2 ? AT_ONCE : NEVER));

    assertThat(List.of(done.take(), done.take(), done.take())).containsExactly(1, 2, 3);
    assertThat(done).isEmpty();
  }

  @Test
  void shouldLookAgainAtTheUsualPaceUntilALookGoesWrong() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();

    Rounds looking =
        Rounds.looking(
            "a look",
            timer,
            new Rounds.Pace(AT_ONCE, NEVER),
            () -> {
              done.add(count.incrementAndGet());
              return count.get() < 3;
            });

    assertThat(List.of(done.take(), done.take(), done.take())).containsExactly(1, 2, 3);
    looking.stop();
    assertThat(done).isEmpty();
  }

  @Test
  void shouldGoOnAfterARoundThatThrew() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();

    rounds(AT_ONCE)
        .start(
            Duration.ZERO,
            () -> {
              Duration pause = next(count, NEVER);
              if (count.get() == 1) {
                throw new IllegalStateException("broken once");
              }
              return pause;
            });

    assertThat(List.of(done.take(), done.take())).containsExactly(1, 2);
  }

  @Test
  void shouldWaitForTheRoundUnderWayBeforeItEnds() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Rounds rounds = rounds(NEVER);
    rounds.start(
        Duration.ZERO,
        () -> {
          begun.countDown();
          await(mayEnd);
          ended.set(true);
          return AT_ONCE;
        });
    begun.await();
    BlockingQueue<Boolean> seenAtStop = new LinkedBlockingQueue<>();
    Thread stopping =
        new Thread(
            () -> {
              rounds.stop();
              seenAtStop.add(ended.get());
            });

    stopping.start();
    while (!rounds.isStopped()) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();

    assertThat(seenAtStop.take()).isTrue();
    stopping.join();
  }

  @Test
  void shouldNotBeginAnotherRoundOnceStopped() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    Rounds rounds = rounds(NEVER);
    rounds.start(Duration.ZERO, () -> next(count, Duration.ofMillis(50)));
    done.take();

    rounds.stop();
    int atStop = count.get();
    executor.shutdown();

    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(count).hasValue(atStop);
  }

  @Test
  void shouldSayNothingWhenTheServerStopsFirst() {
    Rounds rounds = rounds(NEVER);
    executor.shutdownNow();

    rounds.start(Duration.ZERO, () -> next(new AtomicInteger(), NEVER));
    rounds.stop();

    assertThat(done).isEmpty();
  }

  private Rounds rounds(Duration afterDefect) {
    return new Rounds("the work of this test", timer, () -> afterDefect);
  }

  private Duration next(AtomicInteger count, Duration pause) {
    done.add(count.incrementAndGet());
    return pause;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
