package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionGateTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger tries = new AtomicInteger();
  private final ConnectionGate gate = new ConnectionGate(now::get);

  @Test
  void shouldNotTryAgainRightAfterAFailure() {
    assertThatThrownBy(this::failing).hasMessage("down");

    assertThatThrownBy(this::failing)
        .hasMessageContaining("a moment ago")
        .hasMessageContaining("down");
    assertThat(tries).hasValue(1);
  }

  @Test
  void shouldTryAgainAMomentLater() throws JMSException {
    assertThatThrownBy(this::failing).hasMessage("down");

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(501));

    assertThat(gate.open(() -> null)).isNull();
    assertThatThrownBy(this::failing).hasMessage("down");
    assertThat(tries).hasValue(2);
  }

  private void failing() throws JMSException {
    gate.open(
        () -> {
          tries.incrementAndGet();
          throw new JMSException("down");
        });
  }
}
