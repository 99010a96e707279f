package relay.rar.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TarpitTest {
  @Test
  void shouldForgiveTheFirstErrorsAndThenGrowUpToTwoSeconds() {
    Tarpit tarpit = new Tarpit(Duration.ofMillis(100), 1, System::nanoTime);

    assertThat(tarpit.delayFor(0)).isZero();
    assertThat(tarpit.delayFor(5)).isZero();
    assertThat(tarpit.delayFor(6)).isEqualTo(Duration.ofMillis(100));
    assertThat(tarpit.delayFor(9)).isEqualTo(Duration.ofMillis(400));
    assertThat(tarpit.delayFor(1000)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldHoldNobodyWhenItsPlacesAreTaken() {
    AtomicLong asked = new AtomicLong();
    Tarpit full = new Tarpit(Duration.ofSeconds(2), 0, asked::incrementAndGet);

    full.hold(100);

    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldHoldForAsLongAsItSays() {
    Tarpit tarpit = new Tarpit(Duration.ofMillis(100), 1, System::nanoTime);
    long begun = System.nanoTime();

    tarpit.hold(6);

    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(100_000_000L);
  }
}
