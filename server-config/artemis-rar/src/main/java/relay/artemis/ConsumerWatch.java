package relay.artemis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Notices queues of an outside broker that have fewer consumers than this node opened there. The
 * client (Artemis 2.53) moves its sessions to the broker that took over by itself; once all of them
 * were gone after that, without a word in any log, and mail stood in queues that no worker heard
 * of. Not thread-safe.
 */
final class ConsumerWatch {
  /** Longer than a session takes to move to another broker. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<String, Long> shortSince = new HashMap<>();

  /**
   * The queues that have had too few consumers for too long; each is told of once, and again when
   * as much time has passed once more.
   *
   * @param opened how many consumers this node has opened on each queue
   * @param present how many a queue has, those of other nodes with them; empty while nobody knows
   */
  List<String> overdue(
      Map<String, Integer> opened, Function<String, OptionalInt> present, long nanoTime) {
    shortSince.keySet().retainAll(opened.keySet());
    List<String> overdue = new ArrayList<>();
    opened.forEach(
        (queue, count) -> {
          if (present.apply(queue).orElse(count) >= count) {
            shortSince.remove(queue);
          } else if (nanoTime - shortSince.computeIfAbsent(queue, q -> nanoTime)
              >= PATIENCE_NANOS) {
            overdue.add(queue);
            shortSince.put(queue, nanoTime);
          }
        });
    return overdue;
  }
}
