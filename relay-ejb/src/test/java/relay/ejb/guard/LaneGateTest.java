package relay.ejb.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.settings.Settings;

class LaneGateTest {
  private final AtomicLong bulk = new AtomicLong();

  @Test
  void shouldLetMailIntoAShortLaneAtOnce() {
    bulk.set(9);

    assertThat(gate("10s").admit(Lane.BULK)).isTrue();
  }

  @Test
  void shouldHoldMailUntilTheLaneIsShortEnough() throws Exception {
    bulk.set(10);
    var gate = gate("120s");

    var admitted = CompletableFuture.supplyAsync(() -> gate.admit(Lane.BULK));
    assertThat(admitted).isNotDone();
    bulk.set(9);
    gate.left(Lane.BULK);

    assertThat(admitted.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldTakeMailSlowlyIntoALongLaneAndRefuseItForAFullOne() {
    bulk.set(19);
    assertThat(gate("20ms").admit(Lane.BULK)).isTrue();

    bulk.set(20);
    assertThat(gate("20ms").admit(Lane.BULK)).isFalse();
  }

  @Test
  void shouldNotHoldAPasswordForNewsletters() {
    bulk.set(1_000);

    assertThat(gate("30s").admit(Lane.OTP)).isTrue();
  }

  @Test
  void shouldCountItselfWhenTheBrokerDoesNotTell() {
    var settings = settings("20ms");
    var gate =
        new LaneGate(
            settings,
            new QueueGauge() {
              @Override
              public OptionalLong depth(String queue) {
                return OptionalLong.empty();
              }

              @Override
              public boolean isFull() {
                return false;
              }
            });
    for (int i = 0; i < 20; i++) {
      gate.entered(Lane.BULK);
    }

    assertThat(gate.admit(Lane.BULK)).isFalse();
    gate.left(Lane.BULK);
    assertThat(gate.admit(Lane.BULK)).isTrue();
  }

  private LaneGate gate(String slowWait) {
    return new LaneGate(
        settings(slowWait),
        new QueueGauge() {
          @Override
          public OptionalLong depth(String queue) {
            return OptionalLong.of(queue.equals(QueueNames.BULK) ? bulk.get() : 0);
          }

          @Override
          public boolean isFull() {
            return false;
          }
        });
  }

  private static QueueSettings settings(String slowWait) {
    return QueueSettings.from(
        Settings.of(
            QueueSettings.ALL,
            Map.of("queue.lane-mails", "10", "queue.slow-wait", slowWait),
            Map.of()));
  }
}
