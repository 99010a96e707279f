package relay.domain.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTimerTest {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(1);
  private final DeployingServer server = new DeployingServer();
  private final RelayTimer timer = server.timer();
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void end() {
    server.shutdownNow();
  }

  @Test
  void shouldDoWorkOnceAtItsTime() {
    timer.after(PAUSE, done::incrementAndGet);

    server.pass(PAUSE.minusMillis(1));
    assertThat(done).hasValue(0);
    server.pass(Duration.ofMillis(1));
    assertThat(done).hasValue(1);
    server.pass(LONG);
    assertThat(done).hasValue(1);
    assertThat(server.waiting()).isZero();
  }

  @Test
  void shouldAskAgainWhenTheServerRefusedIt() {
    timer.after(PAUSE, done::incrementAndGet);

    server.deploying(true);
    server.pass(PAUSE.plus(RelayTimer.REFUSED.multipliedBy(3)));
    server.deploying(false);
    assertThat(done).hasValue(0);
    server.pass(RelayTimer.REFUSED);

    assertThat(done).hasValue(1);
    server.pass(LONG);
    assertThat(done).hasValue(1);
  }

  @Test
  void shouldNotTakeWorkThatThrewForARefusal() {
    timer.after(
        PAUSE,
        () -> {
          done.incrementAndGet();
          throw new IllegalStateException("broken");
        });

    server.pass(LONG);

    assertThat(done).hasValue(1);
  }

  @Test
  void shouldNotComeOnceTakenBack() {
    Turn turn = timer.after(PAUSE, done::incrementAndGet);

    turn.cancel();
    server.pass(LONG);

    assertThat(done).hasValue(0);
    assertThat(server.waiting()).isZero();
  }

  @Test
  void shouldNotAskAgainOnceTakenBack() {
    Turn turn = timer.after(PAUSE, done::incrementAndGet);
    server.deploying(true);
    server.pass(PAUSE);
    server.deploying(false);

    turn.cancel();
    server.pass(LONG);

    assertThat(done).hasValue(0);
    assertThat(server.waiting()).isZero();
  }

  @Test
  void shouldSayNothingWhenTheServerStops() {
    server.shutdownNow();

    Turn turn = timer.after(PAUSE, done::incrementAndGet);
    turn.cancel();

    assertThat(done).hasValue(0);
  }
}
