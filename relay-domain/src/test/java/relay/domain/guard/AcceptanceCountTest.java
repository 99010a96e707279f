package relay.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AcceptanceCountTest {
  @Test
  void shouldHoldNoMoreThanItMay() {
    var count = new AcceptanceCount(2);

    assertThat(count.hold(Shortage.LANE)).isTrue();
    assertThat(count.hold(Shortage.DISK)).isTrue();
    assertThat(count.hold(Shortage.DISK)).isFalse();
    assertThat(count.held()).isEqualTo(2);
    count.letGo();

    assertThat(count.hold(Shortage.DISK)).isTrue();
    assertThat(count.slowed(Shortage.LANE)).isEqualTo(1);
    assertThat(count.slowed(Shortage.DISK)).isEqualTo(2);
    assertThat(count.slowed(Shortage.MEMORY)).isZero();
  }

  @Test
  void shouldCountWhatIsRefusedByWhatIsShort() {
    var count = new AcceptanceCount(2);

    count.refuse(Shortage.MEMORY);
    count.refuse(Shortage.MEMORY);

    assertThat(count.refused(Shortage.MEMORY)).isEqualTo(2);
    assertThat(count.refused(Shortage.LANE)).isZero();
    assertThat(count.held()).isZero();
  }

  @Test
  void shouldComeBackToNothingWhoeverHoldsAtTheSameTime() throws Exception {
    var count = new AcceptanceCount(3);
    var pool = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      calls.add(
          () -> {
            boolean within = true;
            if (count.hold(Shortage.LANE)) {
              within = count.held() >= 1;
              count.letGo();
            }
            return within;
          });
    }

    for (Future<Boolean> within : pool.invokeAll(calls)) {
      assertThat(within.get()).isTrue();
    }
    pool.shutdown();
    assertThat(count.held()).isZero();
    assertThat(count.slowed(Shortage.LANE)).isBetween(1L, 400L);
  }
}
