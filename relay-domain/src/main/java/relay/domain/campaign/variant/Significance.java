package relay.domain.campaign.variant;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether proportions differ by more than chance: the two-sided z-test of two proportions with the
 * pooled variance. Pure.
 */
public final class Significance {
  /** Fewer hits or misses expected than this, and the normal curve says nothing about them. */
  static final double EXPECTED_MIN = 5;

  private static final double FAR = 7;

  private Significance() {}

  /**
   * How probable it is that two proportions differ by as much as these by chance alone: 0 to 1. 1
   * where there are too few to tell: fewer than five hits, or misses, expected in one of them.
   */
  public static double chance(Proportion one, Proportion other) {
    double pooled = new Proportion(one.hits() + other.hits(), one.of() + other.of()).rate();
    double rarer = Math.min(pooled, 1 - pooled);
    if (rarer * Math.min(one.of(), other.of()) < EXPECTED_MIN) {
      return 1;
    }
    double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / one.of() + 1.0 / other.of()));
    return bothTails(Math.abs(one.rate() - other.rate()) / deviation);
  }

  /**
   * How probable it is that one of several is ahead of each of the others by as much as this one by
   * chance alone. It is compared with each of them; the weakest of these comparisons counts, times
   * their number (Bonferroni), since which one is ahead was not said before. For two it is the
   * plain test.
   *
   * @return 0 to 1; 1 when there are no others
   */
  public static double chanceOfBest(int best, List<Proportion> all) {
    List<Proportion> others = new ArrayList<>(all);
    Proportion ahead = others.remove(best);
    double weakest = others.stream().mapToDouble(o -> chance(ahead, o)).max().orElse(1);
    return Math.min(1, weakest * Math.max(1, others.size()));
  }

  /**
   * The part of the normal curve that lies farther out than z on both sides. The integral from 0 to
   * z is the density times z + z^3/3 + z^5/(3*5) + ..., in which every term is positive.
   */
  static double bothTails(double z) {
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    if (z > FAR) {
      return 2 * density / z; // less than 3e-12, and right to a fiftieth
    }
    double term = z;
    double sum = z;
    for (int i = 3; term > sum * 1e-17; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return Math.min(1, Math.max(0, 1 - 2 * density * sum));
  }
}
