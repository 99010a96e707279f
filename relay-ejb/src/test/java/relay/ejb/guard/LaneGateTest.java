package relay.ejb.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.Shortage;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.LaneShares;

class LaneGateTest {
  private static final MailOwner NEWS = MailOwner.of(Lane.BULK);
  private final AtomicLong bulk = new AtomicLong();

  @Test
  void shouldLetMailIntoAShortLaneAtOnce() {
    bulk.set(9);

    assertThat(gate("10s").admit(Lane.BULK, NEWS)).isTrue();
  }

  @Test
  void shouldHoldMailUntilTheLaneIsShortEnough() throws Exception {
    bulk.set(10);
    var gate = gate("120s");

    var admitted = CompletableFuture.supplyAsync(() -> gate.admit(Lane.BULK, NEWS));
    assertThat(admitted).isNotDone();
    bulk.set(9);
    gate.left(Lane.BULK);

    assertThat(admitted.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldTakeMailSlowlyIntoALongLaneAndRefuseItForAFullOne() {
    bulk.set(19);
    assertThat(gate("20ms").admit(Lane.BULK, NEWS)).isTrue();

    bulk.set(20);
    assertThat(gate("20ms").admit(Lane.BULK, NEWS)).isFalse();
  }

  @Test
  void shouldSlowAndRefuseThoseFirstWhoBringMoreThanTheirPart() {
    var greedy = new MailOwner("greedy", "news", "");
    var shares = new LaneShares(owner -> Weight.EQUAL);
    for (int i = 0; i < 200; i++) {
      shares.mayOvertake(Lane.BULK, greedy, 100);
    }
    for (int i = 0; i < 100; i++) {
      shares.mayOvertake(Lane.BULK, NEWS, 100);
    }
    var count = new AcceptanceCount(5);
    var gate = new LaneGate(settings("20ms"), new Depth(), shares, count);

    bulk.set(5);
    assertThat(gate.admit(Lane.BULK, greedy)).isTrue();
    assertThat(count.slowed(Shortage.LANE)).isEqualTo(1);
    assertThat(gate.admit(Lane.BULK, NEWS)).isTrue();
    assertThat(count.slowed(Shortage.LANE)).isEqualTo(1);
    bulk.set(10);
    assertThat(gate.admit(Lane.BULK, greedy)).isFalse();
    assertThat(gate.admit(Lane.BULK, NEWS)).isTrue();
    assertThat(count.refused(Shortage.LANE)).isEqualTo(1);
    assertThat(count.held()).isZero();
  }

  @Test
  void shouldNotLetThoseWhoBringLittleFeelThatOthersFillTheLane() {
    var greedy = new MailOwner("greedy", "news", "");
    var shares = new LaneShares(owner -> Weight.EQUAL);
    for (int i = 0; i < 200; i++) {
      shares.mayOvertake(Lane.BULK, greedy, 100);
    }
    var count = new AcceptanceCount(5);
    var gate = new LaneGate(settings("20ms"), new Depth(), shares, count);

    // As long as a lane gets by the mail of one who is alone in it: he is refused, and nobody else.
    bulk.set(19);
    assertThat(gate.admit(Lane.BULK, NEWS)).isTrue();
    assertThat(count.slowed(Shortage.LANE)).isZero();
    bulk.set(20);
    assertThat(gate.admit(Lane.BULK, greedy)).isFalse();
    assertThat(gate.admit(Lane.BULK, NEWS)).isTrue();
    bulk.set(40);
    assertThat(gate.admit(Lane.BULK, NEWS)).isFalse();
  }

  @Test
  void shouldTellWhereNewMailIsSlowedAndRefused() {
    var gate = gate("20ms");
    bulk.set(9);
    assertThat(gate.slows(Lane.BULK)).isFalse();
    bulk.set(10);
    assertThat(gate.slows(Lane.BULK)).isTrue();
    assertThat(gate.refuses(Lane.BULK)).isFalse();
    bulk.set(20);
    assertThat(gate.refuses(Lane.BULK)).isTrue();
    assertThat(gate.slows(Lane.TRANSACTIONAL)).isFalse();
  }

  @Test
  void shouldRefuseRatherThanHoldMoreThreadsThanItMay() {
    bulk.set(15);
    var count = new AcceptanceCount(1);
    var gate = gate(settings("20ms"), new Depth(), count);
    count.hold(Shortage.DISK);

    assertThat(gate.admit(Lane.BULK, NEWS)).isFalse();
    assertThat(count.refused(Shortage.LANE)).isEqualTo(1);
    count.letGo();
    assertThat(gate.admit(Lane.BULK, NEWS)).isTrue();
  }

  @Test
  void shouldNotHoldAPasswordForNewsletters() {
    bulk.set(1_000);

    assertThat(gate("30s").admit(Lane.OTP, MailOwner.of(Lane.OTP))).isTrue();
  }

  @Test
  void shouldCountItselfWhenTheBrokerDoesNotTell() {
    var settings = settings("20ms");
    var gate =
        gate(
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
            },
            new AcceptanceCount(5));
    for (int i = 0; i < 20; i++) {
      gate.entered(Lane.BULK);
    }

    assertThat(gate.admit(Lane.BULK, NEWS)).isFalse();
    gate.left(Lane.BULK);
    assertThat(gate.admit(Lane.BULK, NEWS)).isTrue();
  }

  private LaneGate gate(String slowWait) {
    return gate(settings(slowWait), new Depth(), new AcceptanceCount(5));
  }

  private static LaneGate gate(QueueSettings settings, QueueGauge gauge, AcceptanceCount count) {
    return new LaneGate(settings, gauge, new LaneShares(owner -> Weight.EQUAL), count);
  }

  private final class Depth implements QueueGauge {
    @Override
    public OptionalLong depth(String queue) {
      return OptionalLong.of(queue.equals(QueueNames.BULK) ? bulk.get() : 0);
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }

  private static QueueSettings settings(String slowWait) {
    return QueueSettings.from(
        Settings.of(
            QueueSettings.ALL,
            Map.of("queue.lane-mails", "10", "queue.slow-wait", slowWait),
            Map.of()));
  }
}
