package relay.ejb.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.GuardSettings;
import relay.domain.guard.Shortage;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueueGauge;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.StrainShares;

class ResourceGuardTest {
  private static final GuardSettings SETTINGS =
      new GuardSettings(500, 100, 1_500, 100, 2, Duration.ofMinutes(1));
  private static final MailOwner FLOOD = new MailOwner("flood", "news", "");
  private static final MailOwner QUIET = new MailOwner("quiet", "receipts", "");
  private final AcceptanceCount count = new AcceptanceCount(2);
  private final StrainShares shares = new StrainShares(owner -> Weight.EQUAL);
  private final AtomicInteger live = new AtomicInteger();
  private final AtomicInteger liveAfterNext = new AtomicInteger();
  private final AtomicInteger collections = new AtomicInteger();
  private long elapsed;
  private boolean isJournalWell = true;
  private boolean isBrokerFull;

  @Test
  void shouldTakeMailAtOnceWhileThereIsRoom() {
    ResourceGuard guard = guard(1_500);

    assertThat(guard.refusal()).isEmpty();
    assertThat(guard.strain().isNone()).isTrue();
    assertThat(guard.admit(FLOOD)).isTrue();
    assertThat(count.slowed(Shortage.DISK)).isZero();
  }

  @Test
  void shouldSlowEverybodyWhileTheDiskFillsAndNobodyBringsMoreThanHisPart() {
    ResourceGuard guard = guard(900);

    assertThat(guard.refusal()).isEmpty();
    assertThat(guard.admit(FLOOD)).isTrue();
    assertThat(guard.admit(FLOOD)).isTrue();
    assertThat(count.slowed(Shortage.DISK)).isEqualTo(2);
    assertThat(count.held()).isZero();
  }

  @Test
  void shouldRefuseThoseWhoBringMoreThanTheirPartWithoutTheOthersFeelingIt() {
    ResourceGuard guard = guard(1_010);
    for (int i = 0; i < 20; i++) {
      assertThat(guard.admit(FLOOD)).isTrue();
    }

    // Whatever lane they use, however short that is.
    assertThat(guard.admit(QUIET)).isTrue();
    assertThat(count.slowed(Shortage.DISK)).isEqualTo(20);

    ResourceGuard later = guard(900);
    assertThat(later.admit(FLOOD)).isFalse();
    assertThat(later.admit(QUIET)).isTrue();
    assertThat(count.refused(Shortage.DISK)).isEqualTo(1);
  }

  @Test
  void shouldForgetWhoBroughtMuchOnceThereIsRoom() {
    ResourceGuard shortOfDisk = guard(900);
    for (int i = 0; i < 20; i++) {
      shortOfDisk.admit(FLOOD);
    }
    shortOfDisk.admit(QUIET);
    assertThat(shortOfDisk.admit(FLOOD)).isFalse();

    guard(1_500).admit(QUIET);

    assertThat(shortOfDisk.admit(FLOOD)).isTrue();
  }

  @Test
  void shouldHoldASubmissionForItsTime() {
    var slow = guard(SETTINGS, 1_000, Duration.ofMillis(40));
    long before = System.nanoTime();

    assertThat(slow.admit(FLOOD)).isTrue();

    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000L);
  }

  @Test
  void shouldRefuseRatherThanHoldMoreThreadsThanItMay() {
    ResourceGuard guard = guard(900);
    count.hold(Shortage.LANE);
    count.hold(Shortage.LANE);

    assertThat(guard.admit(FLOOD)).isFalse();
    assertThat(count.refused(Shortage.DISK)).isEqualTo(1);
    count.letGo();
    assertThat(guard.admit(FLOOD)).isTrue();
  }

  @Test
  void shouldRefuseAllBelowTheReserve() {
    ResourceGuard guard = guard(499);

    assertThat(guard.refusal().orElseThrow().code()).isEqualTo(452);
    assertThat(count.refused(Shortage.DISK)).isZero();
    assertThat(guard.refuse().orElseThrow().code()).isEqualTo(452);
    assertThat(count.refused(Shortage.DISK)).isEqualTo(1);
  }

  @Test
  void shouldCountWhatIsRefusedWhereNothingWasSlowedBefore() {
    var abrupt = new GuardSettings(500, 80, 100, 90, 2, Duration.ofMinutes(1));

    assertThat(guard(abrupt, 499, Duration.ZERO).refuse()).isPresent();
    live.set(85);
    assertThat(guard(abrupt, 9_999, Duration.ZERO).refuse()).isPresent();
    live.set(10);
    isBrokerFull = true;
    assertThat(guard(abrupt, 9_999, Duration.ZERO).refuse().orElseThrow().code()).isEqualTo(452);
    isJournalWell = false;
    assertThat(guard(abrupt, 9_999, Duration.ZERO).refuse().orElseThrow().code()).isEqualTo(451);

    for (Shortage by : List.of(Shortage.DISK, Shortage.MEMORY, Shortage.BROKER, Shortage.JOURNAL)) {
      assertThat(count.refused(by)).as(by.label()).isEqualTo(1);
    }
  }

  @Test
  void shouldLookAgainWhetherTheHeapHasRoomWhereNoMailComesThatWouldTell() {
    HeapUse heap = heap();
    live.set(95);
    liveAfterNext.set(40);
    assertThat(heap.percent(85, Duration.ofMinutes(1))).isEqualTo(95);
    elapsed = Duration.ofSeconds(59).toNanos();
    assertThat(heap.percent(85, Duration.ofMinutes(1))).isEqualTo(95);
    assertThat(collections).hasValue(0);

    elapsed = Duration.ofSeconds(60).toNanos();

    assertThat(heap.percent(85, Duration.ofMinutes(1))).isEqualTo(40);
    assertThat(collections).hasValue(1);
  }

  @Test
  void shouldCollectNoMoreOftenThanItMayWhileTheHeapStaysFull() {
    HeapUse heap = heap();
    live.set(95);
    liveAfterNext.set(95);
    for (int second = 0; second <= 180; second++) {
      elapsed = Duration.ofSeconds(second).toNanos();
      assertThat(heap.percent(85, Duration.ofMinutes(1))).isEqualTo(95);
    }

    assertThat(collections).hasValue(3);
  }

  private HeapUse heap() {
    return new HeapUse(
        live::get,
        () -> {
          collections.incrementAndGet();
          live.set(liveAfterNext.get());
        },
        () -> elapsed);
  }

  private ResourceGuard guard(long free) {
    return guard(SETTINGS, free, Duration.ofMillis(1));
  }

  private ResourceGuard guard(GuardSettings settings, long free, Duration slowWait) {
    return new ResourceGuard(
        settings, shares, () -> free, heap(), () -> isJournalWell, new Queues(), slowWait, count);
  }

  private final class Queues implements QueueGauge {
    @Override
    public OptionalLong depth(String queue) {
      return OptionalLong.of(0);
    }

    @Override
    public boolean isFull() {
      return isBrokerFull;
    }
  }
}
