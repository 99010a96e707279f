package relay.domain.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order in which a mail tries the targets of a route: by preference; among equals those near
 * the recipient first; among those by lot, as often as their weights say. Pure: the same mail has
 * the same order each time.
 */
final class TargetOrder {
  private TargetOrder() {}

  /**
   * Sorted.
   *
   * @param region of the recipient; empty: unknown
   * @param lot of the mail
   */
  static List<RouteTarget> of(List<RouteTarget> targets, Optional<String> region, long lot) {
    if (targets.size() == 1) {
      return targets;
    }
    List<RouteTarget> left = new ArrayList<>(targets);
    left.sort(
        Comparator.comparingInt(RouteTarget::preference)
            .thenComparing(t -> isNear(t, region) ? 0 : 1));
    List<RouteTarget> sorted = new ArrayList<>(left.size());
    long chance = lot >>> 1;
    while (!left.isEmpty()) {
      int equals = equals(left, region);
      RouteTarget drawn = draw(left.subList(0, equals), chance);
      sorted.add(drawn);
      left.remove(drawn);
      chance = next(chance);
    }
    return sorted;
  }

  /** How many at the front are as good as the first. */
  private static int equals(List<RouteTarget> left, Optional<String> region) {
    RouteTarget first = left.get(0);
    int count = 1;
    while (count < left.size()
        && left.get(count).preference() == first.preference()
        && isNear(left.get(count), region) == isNear(first, region)) {
      count++;
    }
    return count;
  }

  private static boolean isNear(RouteTarget target, Optional<String> region) {
    return target.region().isPresent() && target.region().equals(region);
  }

  /** A target without weight is drawn when no other is left. */
  private static RouteTarget draw(List<RouteTarget> equals, long chance) {
    long sum = equals.stream().mapToLong(RouteTarget::weight).sum();
    if (sum == 0) {
      return equals.get(0);
    }
    long at = Long.remainderUnsigned(chance, sum);
    for (RouteTarget target : equals) {
      at -= target.weight();
      if (at < 0) {
        return target;
      }
    }
    throw new IllegalStateException("the weights are more than their sum");
  }

  /** The next of a sequence (splitmix64), so that the second draw is another. */
  private static long next(long chance) {
    long h = chance + 0x9e3779b97f4a7c15L;
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    return (h ^ (h >>> 27)) >>> 1;
  }
}
