package relay.ejb.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * How full the heap was after the latest garbage collection of its largest part: what is live, not
 * what is waiting to be collected.
 */
final class HeapUse {
  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(p -> p.getType() == MemoryType.HEAP && p.getCollectionUsage() != null)
          .toList();

  /** 0 to 100; 0 before the first collection. */
  int percent() {
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
