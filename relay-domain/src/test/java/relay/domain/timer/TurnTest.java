package relay.domain.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(1);
  private final ForgetfulServer server = new ForgetfulServer();
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void end() {
    server.shutdownNow();
  }

  @Test
  void shouldComeOnceAtItsTime() {
    Turn.after(PAUSE, server, done::incrementAndGet);

    server.pass(PAUSE.minusMillis(1));
    assertThat(done).hasValue(0);
    server.pass(Duration.ofMillis(1));
    assertThat(done).hasValue(1);
    server.pass(LONG);
    assertThat(done).hasValue(1);
  }

  @Test
  void shouldLeaveNothingBehindOnceItCame() {
    Turn.after(PAUSE, server, done::incrementAndGet);
    assertThat(server.waiting()).isEqualTo(1 + Turn.RESERVES.size());

    server.pass(PAUSE);

    assertThat(server.waiting()).isZero();
  }

  /** An executor that is faster than who hands the work in. */
  @Test
  void shouldLeaveNothingBehindWhenItCameWhileItWasHandedIn() {
    var eager = new ForgetfulServer();
    eager.atOnce();

    Turn.after(Duration.ZERO, eager, done::incrementAndGet);

    assertThat(done).hasValue(1);
    assertThat(eager.waiting()).isZero();
    eager.shutdownNow();
  }

  @Test
  void shouldComeALittleLaterWhenTheServerLostIt() {
    Turn.after(PAUSE, server, done::incrementAndGet);

    server.deploying(true);
    server.pass(PAUSE);
    server.deploying(false);
    assertThat(done).hasValue(0);
    server.pass(Turn.RESERVES.get(0));

    assertThat(done).hasValue(1);
  }

  @Test
  void shouldComeOnceWhenTheServerLostItTwice() {
    Turn.after(PAUSE, server, done::incrementAndGet);

    server.deploying(true);
    server.pass(PAUSE.plus(Turn.RESERVES.get(0)));
    server.deploying(false);
    server.pass(LONG);

    assertThat(done).hasValue(1);
  }

  @Test
  void shouldNotComeOnceTakenBack() {
    Turn turn = Turn.after(PAUSE, server, done::incrementAndGet);

    turn.cancel();
    server.pass(LONG);

    assertThat(done).hasValue(0);
    assertThat(server.waiting()).isZero();
  }

  @Test
  void shouldSayNothingWhenTheServerStops() {
    server.shutdownNow();

    Turn turn = Turn.after(PAUSE, server, done::incrementAndGet);
    turn.cancel();

    assertThat(done).hasValue(0);
  }
}
