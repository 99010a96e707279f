package relay.ejb.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.settings.Settings;

class WaitingRoomPumpTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ROOM = QueueNames.room(Lane.TRANSACTIONAL, 5);

  private static final long BATCH_OCTETS = 1 << 20;

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private EmbeddedQueues broker;
  private SenderPool senders;
  private JmsMailQueues queues;
  private WaitingRoomPump pump;
  private MailMessage messages;
  private QueueSettings settings;
  private int number;
  private long all;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 4, Duration.ofSeconds(5));
    messages =
        new MailMessage(
            100_000, new ContentFiles(folder.resolve("files"), ContentSeal.NONE), ContentSeal.NONE);
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
  void shouldLetAMailGoWhenItIsDueAndNotBefore() throws Exception {
    defer(1, 12);

    pump.run();
    assertThat(pump.nextDue()).contains(START.plusSeconds(12));

    now.set(START.plusSeconds(11));
    pump.run();
    assertNothingCameToTheLane();

    now.set(START.plusSeconds(12));
    pump.run();
    broker.awaitDepth(QueueNames.TRANSACTIONAL, 1);
    assertThat(pump.nextDue()).isEmpty();
  }

  @Test
  void shouldLookIntoARoomThatTheBrokerCalledEmptyAMomentAgo() {
    defer(1, 5);
    try (var outside = pump(new LateGauge(), FaultPoint.NONE)) {
      outside.run();
      now.set(START.plusSeconds(5));
      outside.run();
    }

    broker.awaitDepth(QueueNames.TRANSACTIONAL, 1);
  }

  @Test
  void shouldLetAllTriedMailGoWhenAskedToRetryNow() {
    defer(1, 3_000);
    defer(2, 30);
    now.set(START.plusSeconds(1));

    pump.retryNow();
    pump.run();

    broker.awaitDepth(QueueNames.TRANSACTIONAL, 2);
  }

  @Test
  void shouldLetMailGoThatALimitPutOffBeforeAnyAttemptWhenAskedToRetryNow() {
    var mail = JmsMailQueuesTest.mail(number + 1, new byte[100]);
    putOff(mail.part(0, "example.org", mail.envelope().recipients()));
    now.set(START.plusSeconds(1));

    pump.retryNow();
    pump.run();

    broker.awaitDepth(QueueNames.TRANSACTIONAL, 1);
  }

  @Test
  void shouldKeepNewMailThatIsHeldUntilATimeWhenAskedToRetryNow() throws Exception {
    putOff(JmsMailQueuesTest.mail(number + 1, new byte[100]));
    now.set(START.plusSeconds(1));

    pump.retryNow();
    pump.run();

    assertNothingCameToTheLane();
  }

  @Test
  void shouldKeepMailThatCameAfterTheRetryWasAskedFor() throws Exception {
    pump.retryNow();
    defer(1, 30);

    now.set(START.plusSeconds(1));
    pump.run();

    assertNothingCameToTheLane();
  }

  @Test
  void shouldWalkThroughSeveralRoomsForALongWait() throws Exception {
    defer(1, 2_000);
    Instant due = START.plusSeconds(2_000);

    for (int s = 0; s < 2_000; s += 5) {
      now.set(START.plusSeconds(s));
      pump.run();
      assertThat(broker.depth(QueueNames.TRANSACTIONAL)).as("after %d s", s).hasValue(0);
    }
    assertNothingCameToTheLane();
    now.set(due.plusSeconds(200));

    pumpUntilTheLaneHas(1);
  }

  @Test
  void shouldMoveTheSameWayThroughTheSameRoomTwice() {
    defer(1, 30_000);

    for (int s = 0; s <= 33_000; s += 100) {
      now.set(START.plusSeconds(s));
      pump.run();
    }

    pumpUntilTheLaneHas(1);
  }

  @Test
  void shouldGiveALaneNoMoreThanItCanUse() throws Exception {
    for (int i = 0; i < 100; i++) {
      defer(i, 5);
    }
    now.set(START.plusSeconds(5));
    // Half of the 40 that a lane may have, in batches of seven.
    try (var seven = pump(new EachBatchCounted(7))) {
      seven.run();
      broker.awaitDepth(QueueNames.TRANSACTIONAL, 21);
      broker.awaitDepth(ROOM, 79);
      for (int i = 0; i < 21; i++) {
        broker.take(QueueNames.TRANSACTIONAL, m -> m);
      }
      broker.awaitDepth(QueueNames.TRANSACTIONAL, 0);

      now.set(START.plusSeconds(6));
      seven.run();

      broker.awaitDepth(QueueNames.TRANSACTIONAL, 21);
      broker.awaitDepth(ROOM, 58);
    }
  }

  @Test
  void shouldMoveNoMoreOctetsAtOnceThanTheBrokerReadsFromItsPages() {
    deferLarge(30, Map.of("queue.lane-size", "100MB"));

    var batches = new BatchesCounted(30, 11, 22, 30);
    try (var careful = pump(batches)) {
      careful.run();
    }

    assertThat(batches.laneAfter).isEmpty();
  }

  @Test
  void shouldGiveALaneNoMoreOctetsThanItCanUse() {
    deferLarge(40, Map.of("queue.lane-size", "2MB"));

    var batches = new BatchesCounted(40, 11, 22);
    try (var careful = pump(batches)) {
      careful.run();
    }

    assertThat(batches.laneAfter).isEmpty();
    broker.awaitDepth(ROOM, 18);
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

    pumpUntilTheLaneHas(1);
  }

  @Test
  void shouldKeepEveryMailOnceWhenItDiesBeforeOrAfterTheCommit() {
    long before = 0;
    for (String step : List.of(FaultPoint.ROOM_TAKEN, FaultPoint.ROOM_MOVED)) {
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

      pump.close();
      pump = pump(FaultPoint.NONE);
      pumpUntilTheLaneHas(before + 5);
      queues.put(JmsMailQueuesTest.mail(number + 5, new byte[100]));
      before = all += 1;
      broker.awaitDepth(QueueNames.TRANSACTIONAL, before);
      number += 100;
    }
  }

  @Test
  void shouldCarryALargeMailOn() throws Exception {
    byte[] octets = new byte[1_000_000];
    octets[999_999] = 7;
    queues.move(List.of(JmsMailQueuesTest.mail(1, octets).afterWait(START.plusSeconds(5))), START);
    broker.awaitMails(1);
    now.set(START.plusSeconds(5));

    pump.run();

    var messages =
        new MailMessage(
            100_000,
            new ContentFiles(folder.resolve("files2"), ContentSeal.NONE),
            ContentSeal.NONE);
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
    return pump(broker, faults);
  }

  private WaitingRoomPump pump(QueueGauge gauge, FaultPoint faults) {
    return new WaitingRoomPump(
        broker.factory(),
        gauge,
        messages,
        LaneOrder.AS_IT_COMES,
        settings,
        BATCH_OCTETS,
        now::get,
        faults);
  }

  /** Stands for the end of the process. */
  private static final class Death extends Error {}

  /** Lets no batch begin before the broker has counted the one before. */
  private final class EachBatchCounted implements FaultPoint {
    private final int size;
    private long room;
    private long lane;

    private EachBatchCounted(int size) {
      this.size = size;
    }

    @Override
    public void reached(String step) {
      if (step.equals(ROOM_TAKEN)) {
        room = broker.depth(ROOM).getAsLong();
        lane = broker.depth(QueueNames.TRANSACTIONAL).getAsLong();
      } else {
        broker.awaitDepth(ROOM, room - size);
        broker.awaitDepth(QueueNames.TRANSACTIONAL, lane + size);
      }
    }
  }

  /** Knows how many the lane holds after each batch, and allows no further one. */
  private final class BatchesCounted implements FaultPoint {
    private final Deque<Integer> laneAfter = new ArrayDeque<>();
    private final int all;

    private BatchesCounted(int all, Integer... laneAfter) {
      this.all = all;
      this.laneAfter.addAll(List.of(laneAfter));
    }

    @Override
    public void reached(String step) {
      if (step.equals(ROOM_MOVED)) {
        int lane = laneAfter.remove();
        broker.awaitDepth(QueueNames.TRANSACTIONAL, lane);
        broker.awaitDepth(ROOM, all - lane);
      }
    }
  }

  /** Eleven of them are a batch. */
  private void deferLarge(int mails, Map<String, String> file) {
    settings = QueueSettings.from(Settings.of(QueueSettings.ALL, file, Map.of()));
    for (int i = 0; i < mails; i++) {
      defer(i, 5, new byte[90_000]);
    }
    now.set(START.plusSeconds(5));
  }

  private void defer(int index, int seconds) {
    defer(index, seconds, new byte[100]);
  }

  private void putOff(QueuedMail mail) {
    queues.move(List.of(mail.afterWait(START.plusSeconds(30))), START);
    broker.awaitMails(++all);
  }

  private void defer(int index, int seconds, byte[] content) {
    var mail = JmsMailQueuesTest.mail(number + index, content);
    queues.move(
        List.of(mail.afterAttempt(mail.envelope().recipients(), START.plusSeconds(seconds))),
        START);
    broker.awaitMails(++all);
  }

  /** What comes after it would be behind. */
  private void assertNothingCameToTheLane() throws Exception {
    queues.put(JmsMailQueuesTest.mail(99_999, new byte[100]));
    var first = broker.take(QueueNames.TRANSACTIONAL, messages::read);
    assertThat(first.entry().mail().text()).endsWith("99999");
    broker.awaitMails(all);
  }

  private void pumpUntilTheLaneHas(long mails) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              now.set(now.get().plusMillis(500));
              pump.run();
              assertThat(broker.depth(QueueNames.TRANSACTIONAL)).hasValue(mails);
            });
  }
}
