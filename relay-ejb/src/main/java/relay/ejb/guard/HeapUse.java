package relay.ejb.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How full the heap was after the latest garbage collection of its largest part: what is live, not
 * what is waiting to be collected. Thread-safe.
 */
final class HeapUse {
  private static final long NEVER = Long.MIN_VALUE;
  private final IntSupplier live;
  private final Runnable collect;
  private final LongSupplier nanos;
  private final AtomicLong shortSince = new AtomicLong(NEVER);

  /**
   * @param live 0 to 100, as the latest collection found it
   * @param collect has all of the heap collected
   * @param nanos time that goes by evenly
   */
  HeapUse(IntSupplier live, Runnable collect, LongSupplier nanos) {
    this.live = live;
    this.collect = collect;
    this.nanos = nanos;
  }

  static HeapUse ofThisProcess() {
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP && p.getCollectionUsage() != null)
            .toList();
    return new HeapUse(() -> fullest(pools), System::gc, System::nanoTime);
  }

  /**
   * 0 to 100; 0 before the first collection. Above a mark the heap is collected again and again:
   * where new mail is refused little is left that fills it, so no collection might come for hours
   * and what was full once would be called full all the while.
   */
  int percent(int mark, Duration lookAgain) {
    int percent = live.getAsInt();
    if (percent <= mark) {
      shortSince.set(NEVER);
      return percent;
    }
    long now = nanos.getAsLong();
    long since = shortSince.get();
    if (since == NEVER) {
      shortSince.compareAndSet(since, now);
      return percent;
    }
    if (now - since < lookAgain.toNanos() || !shortSince.compareAndSet(since, now)) {
      return percent;
    }
    collect.run();
    return live.getAsInt();
  }

  private static int fullest(List<MemoryPoolMXBean> pools) {
    int fullest = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getCollectionUsage();
      // Young generations are empty after each collection; the old one tells.
      if (usage != null && usage.getMax() > Runtime.getRuntime().maxMemory() / 2) {
        fullest = Math.max(fullest, (int) (usage.getUsed() * 100 / usage.getMax()));
      }
    }
    return fullest;
  }
}
