package relay.ejb.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.GuardSettings;
import relay.domain.guard.Shortage;
import relay.domain.queue.QueueGauge;

class ResourceGuardTest {
  private static final GuardSettings SETTINGS = new GuardSettings(500, 100, 1_500, 100, 2);
  private final AcceptanceCount count = new AcceptanceCount(2);

  @Test
  void shouldTakeMailAtOnceWhileThereIsRoom() {
    ResourceGuard guard = guard(1_500);

    assertThat(guard.refusal()).isEmpty();
    assertThat(guard.strain().isNone()).isTrue();
    assertThat(guard.admit(true)).isTrue();
    assertThat(count.slowed(Shortage.DISK)).isZero();
  }

  @Test
  void shouldSlowAllAndRefuseTheGreedyWhileTheDiskFills() {
    ResourceGuard guard = guard(900);

    assertThat(guard.refusal()).isEmpty();
    assertThat(guard.admit(false)).isTrue();
    assertThat(guard.admit(true)).isFalse();
    assertThat(count.slowed(Shortage.DISK)).isEqualTo(1);
    assertThat(count.refused(Shortage.DISK)).isEqualTo(1);
    assertThat(count.held()).isZero();
  }

  @Test
  void shouldHoldASubmissionForItsTime() {
    var slow =
        new ResourceGuard(
            SETTINGS, () -> 1_000, () -> true, new NoBroker(), Duration.ofMillis(40), count);
    long before = System.nanoTime();

    assertThat(slow.admit(false)).isTrue();

    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000L);
  }

  @Test
  void shouldRefuseRatherThanHoldMoreThreadsThanItMay() {
    ResourceGuard guard = guard(900);
    count.hold(Shortage.LANE);
    count.hold(Shortage.LANE);

    assertThat(guard.admit(false)).isFalse();
    assertThat(count.refused(Shortage.DISK)).isEqualTo(1);
    count.letGo();
    assertThat(guard.admit(false)).isTrue();
  }

  @Test
  void shouldRefuseAllBelowTheReserve() {
    ResourceGuard guard = guard(499);

    assertThat(guard.refusal().orElseThrow().code()).isEqualTo(452);
    assertThat(count.refused(Shortage.DISK)).isZero();
    assertThat(guard.refuse().orElseThrow().code()).isEqualTo(452);
    assertThat(count.refused(Shortage.DISK)).isEqualTo(1);
  }

  private ResourceGuard guard(long free) {
    return new ResourceGuard(
        SETTINGS, () -> free, () -> true, new NoBroker(), Duration.ofMillis(1), count);
  }

  private static final class NoBroker implements QueueGauge {
    @Override
    public OptionalLong depth(String queue) {
      return OptionalLong.of(0);
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }
}
