package relay.domain.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class RepeatedTest {
  private static final Duration FIRST = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private final DeployingServer server = new DeployingServer();
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void end() {
    server.shutdownNow();
  }

  @Test
  void shouldComeAgainAndAgain() {
    start(done::incrementAndGet);

    server.pass(FIRST.minusMillis(1));
    assertThat(done).hasValue(0);
    server.pass(Duration.ofMillis(1));
    assertThat(done).hasValue(1);
    server.pass(PAUSE.multipliedBy(10));
    assertThat(done).hasValue(11);
  }

  @Test
  void shouldGoOnAfterWorkThatThrew() {
    start(
        () -> {
          done.incrementAndGet();
          throw new IllegalStateException("broken");
        });

    server.pass(FIRST.plus(PAUSE));

    assertThat(done).hasValue(2);
  }

  @Test
  void shouldGoOnAfterTheServerRefusedIt() {
    start(done::incrementAndGet);

    server.deploying(true);
    server.pass(FIRST);
    server.deploying(false);
    server.pass(RelayTimer.REFUSED.plus(PAUSE));

    assertThat(done).hasValue(2);
  }

  @Test
  void shouldNeverComeToAnEndWhateverTheServerRefuses() {
    Chance.rounds(
        50,
        random -> {
          try (var lossy = new Lossy()) {
            for (int i = 0; i < 100; i++) {
              lossy.server.pass(Duration.ofMillis(random.nextInt(3_000)));
              lossy.server.deploying(true);
              lossy.server.pass(Duration.ofMillis(random.nextInt(100)));
              lossy.server.deploying(false);
            }
            int before = lossy.count.get();
            lossy.server.pass(Duration.ofMinutes(1));

            assertThat(lossy.count.get()).isGreaterThan(before + 20);
          }
        });
  }

  /** One that runs on a server of its own. */
  private static final class Lossy implements AutoCloseable {
    private final DeployingServer server = new DeployingServer();
    private final AtomicInteger count = new AtomicInteger();

    Lossy() {
      Repeated.start("work", server.timer(), FIRST, PAUSE, count::incrementAndGet);
    }

    @Override
    public void close() {
      server.shutdownNow();
    }
  }

  @Test
  void shouldEnd() {
    Repeated repeated = start(done::incrementAndGet);
    server.pass(FIRST);

    repeated.stop();
    server.pass(Duration.ofHours(1));

    assertThat(done).hasValue(1);
    assertThat(server.waiting()).isZero();
  }

  @Test
  void shouldEndFromWithinItsOwnWork() {
    Repeated[] self = new Repeated[1];
    self[0] =
        start(
            () -> {
              done.incrementAndGet();
              self[0].stop();
            });

    server.pass(Duration.ofHours(1));

    assertThat(done).hasValue(1);
  }

  private Repeated start(Runnable work) {
    return Repeated.start("the work of this test", server.timer(), FIRST, PAUSE, work);
  }
}
