package relay.ejb.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.settings.Settings;

class WaitingRoomPumpTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private EmbeddedQueues broker;
  private SenderPool senders;
  private JmsMailQueues queues;
  private WaitingRoomPump pump;
  private MailMessage messages;
  private QueueSettings settings;
  private int number;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 4, Duration.ofSeconds(5));
    messages = new MailMessage(100_000, new ContentFiles(folder.resolve("files")));
    settings =
        QueueSettings.from(
            Settings.of(
                QueueSettings.ALL,
                Map.of("queue.lane-mails", "40", "queue.move-batch", "7"),
                Map.of()));
    queues = new JmsMailQueues(senders, messages, now::get);
    pump = pump(FaultPoint.NONE);
  }

  @AfterEach
  void stop() throws Exception {
    pump.close();
    senders.close();
    broker.close();
  }

  @Test
  void shouldLetAMailGoWhenItIsDueAndNotBefore() {
    defer(1, 12);

    pump.run();
    assertThat(lane()).isZero();
    assertThat(pump.nextDue()).contains(START.plusSeconds(12));

    now.set(START.plusSeconds(11));
    pump.run();
    assertThat(lane()).isZero();

    now.set(START.plusSeconds(12));
    pump.run();
    assertThat(lane()).isEqualTo(1);
    assertThat(pump.nextDue()).isEmpty();
  }

  @Test
  void shouldLetAllTriedMailGoWhenAskedToRetryNow() {
    defer(1, 3_000);
    defer(2, 30);
    now.set(START.plusSeconds(1));

    pump.retryNow();
    pump.run();

    assertThat(lane()).isEqualTo(2);
  }

  @Test
  void shouldKeepMailThatCameAfterTheRetryWasAskedFor() {
    pump.retryNow();
    defer(1, 30);

    now.set(START.plusSeconds(1));
    pump.run();

    assertThat(lane()).isZero();
  }

  @Test
  void shouldWalkThroughSeveralRoomsForALongWait() {
    defer(1, 2_000);
    Instant due = START.plusSeconds(2_000);

    for (int s = 0; s < 2_000; s += 5) {
      now.set(START.plusSeconds(s));
      pump.run();
      assertThat(lane()).as("after %d s", s).isZero();
    }
    now.set(due.plusSeconds(200));
    pump.run();

    assertThat(lane()).isEqualTo(1);
  }

  @Test
  void shouldMoveTheSameWayThroughTheSameRoomTwice() {
    defer(1, 30_000);

    for (int s = 0; s <= 33_000; s += 100) {
      now.set(START.plusSeconds(s));
      pump.run();
    }

    assertThat(lane()).isEqualTo(1);
  }

  @Test
  void shouldGiveALaneNoMoreThanItCanUse() throws Exception {
    for (int i = 0; i < 100; i++) {
      defer(i, 5);
    }
    now.set(START.plusSeconds(5));

    pump.run();
    long first = lane();
    for (int i = 0; i < first; i++) {
      broker.take(QueueNames.TRANSACTIONAL, m -> m);
    }
    now.set(START.plusSeconds(6));
    pump.run();

    assertThat(first).isBetween(20L, 27L);
    assertThat(lane()).isBetween(20L, 27L);
    assertThat(broker.depth(QueueNames.room(Lane.TRANSACTIONAL, 5)).getAsLong())
        .isEqualTo(100 - first - lane());
  }

  @Test
  void shouldGoOnAfterTheBrokerWasAway() throws Exception {
    defer(1, 5);
    broker.stop();
    now.set(START.plusSeconds(5));
    pump.run();
    broker.start();

    now.set(START.plusSeconds(7));
    pump.run();
    now.set(START.plusSeconds(9));
    pump.run();

    assertThat(lane()).isEqualTo(1);
  }

  @Test
  void shouldKeepEveryMailOnceWhenItDiesBeforeOrAfterTheCommit() {
    for (String step : List.of(FaultPoint.ROOM_TAKEN, FaultPoint.ROOM_MOVED)) {
      long before = lane();
      for (int i = 0; i < 5; i++) {
        defer(i, 12);
      }
      now.set(now.get().plusSeconds(12));
      var dying =
          pump(
              reached -> {
                if (reached.equals(step)) {
                  throw new Death();
                }
              });
      assertThatThrownBy(dying::run).as(step).isInstanceOf(Death.class);
      dying.close();

      try (var next = pump(FaultPoint.NONE)) {
        next.run();
      }

      assertThat(lane()).as(step).isEqualTo(before + 5);
      number += 100;
    }
  }

  @Test
  void shouldCarryALargeMailOn() throws Exception {
    byte[] octets = new byte[1_000_000];
    octets[999_999] = 7;
    queues.move(List.of(JmsMailQueuesTest.mail(1, octets).afterWait(START.plusSeconds(5))), START);
    now.set(START.plusSeconds(5));

    pump.run();

    var messages = new MailMessage(100_000, new ContentFiles(folder.resolve("files2")));
    byte[] last =
        broker.take(
            QueueNames.TRANSACTIONAL,
            m -> {
              try (var in = messages.read(m).content().open()) {
                in.skipNBytes(999_999);
                return in.readAllBytes();
              }
            });
    assertThat(last).containsExactly(7);
  }

  private WaitingRoomPump pump(FaultPoint faults) {
    return new WaitingRoomPump(broker.factory(), broker, messages, settings, now::get, faults);
  }

  /** Stands for the end of the process. */
  private static final class Death extends Error {}

  private void defer(int index, int seconds) {
    var mail = JmsMailQueuesTest.mail(number + index, new byte[100]);
    queues.move(
        List.of(mail.afterAttempt(mail.envelope().recipients(), START.plusSeconds(seconds))),
        START);
  }

  private long lane() {
    return broker.depth(QueueNames.TRANSACTIONAL).getAsLong();
  }
}
