package relay.domain.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
   * @param near where the recipient is, the closest first; empty: unknown
   * @param lot of the mail
   */
  static List<RouteTarget> of(List<RouteTarget> targets, List<String> near, long lot) {
    if (targets.size() == 1) {
      return targets;
    }
    List<RouteTarget> left = new ArrayList<>(targets);
    left.sort(
        Comparator.comparingInt(RouteTarget::preference).thenComparingInt(t -> distance(t, near)));
    List<RouteTarget> sorted = new ArrayList<>(left.size());
    long chance = lot >>> 1;
    while (!left.isEmpty()) {
      int equals = equals(left, near);
      RouteTarget drawn = draw(left.subList(0, equals), chance);
      sorted.add(drawn);
      left.remove(drawn);
      chance = next(chance);
    }
    return sorted;
  }

  /** How many at the front are as good as the first. */
  private static int equals(List<RouteTarget> left, List<String> near) {
    RouteTarget first = left.get(0);
    int count = 1;
    while (count < left.size()
        && left.get(count).preference() == first.preference()
        && distance(left.get(count), near) == distance(first, near)) {
      count++;
    }
    return count;
  }

  /** 0 in the country of the recipient, then in his part of the world, then anywhere else. */
  private static int distance(RouteTarget target, List<String> near) {
    int place = target.region().map(near::indexOf).orElse(-1);
    return place < 0 ? near.size() : place;
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
