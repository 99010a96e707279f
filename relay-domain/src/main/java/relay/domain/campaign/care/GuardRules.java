package relay.domain.campaign.care;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the guards of one campaign hold against what came back of it.
 *
 * @param limits of every guard
 * @param sample of fewer mails nothing is judged
 * @param count fewer refusals, complaints and so on are chance, however high their share
 */
public record GuardRules(Map<Guard, GuardLimit> limits, int sample, int count) {
  /** A slowed campaign gets its pace back below this part of the limit: no to and fro at it. */
  private static final BigDecimal RELIEF = new BigDecimal("0.8");

  public GuardRules {
    limits = Collections.unmodifiableMap(new EnumMap<>(limits));
  }

  /**
   * Too much of something.
   *
   * @param count how many of it
   * @param of how many
   * @param limit percent that it has reached
   */
  public record Finding(Guard guard, GuardLevel level, long count, long of, BigDecimal limit) {}

  /** The first guard that stops, or else slows; empty where nothing is wrong. */
  public Optional<Finding> judge(GuardFigures figures) {
    return judge(figures, GuardLevel.STOP).or(() -> judge(figures, GuardLevel.SLOW));
  }

  private Optional<Finding> judge(GuardFigures figures, GuardLevel level) {
    for (Guard guard : Guard.values()) {
      Optional<BigDecimal> limit = limits.get(guard).from(level);
      long count = guard.count(figures);
      long of = guard.of(figures);
      boolean isEnough = of >= sample && count >= count();
      if (limit.isPresent() && isEnough && reaches(count, of, limit.get())) {
        return Optional.of(new Finding(guard, level, count, of, limit.get()));
      }
    }
    return Optional.empty();
  }

  /** The same rules for few mails, of which all has come back that is waited for. */
  public GuardRules ofFew() {
    return new GuardRules(limits, 1, Math.min(count, 2));
  }

  /** Whether what slowed a campaign is well over. */
  public boolean isOver(Guard guard, GuardFigures figures) {
    return limits
        .get(guard)
        .from(GuardLevel.SLOW)
        .filter(slow -> reaches(guard.count(figures), guard.of(figures), slow.multiply(RELIEF)))
        .isEmpty();
  }

  /** Exact, whatever the numbers. */
  private static boolean reaches(long count, long of, BigDecimal percent) {
    return count > 0
        && BigDecimal.valueOf(count)
                .multiply(GuardLimit.MAX)
                .compareTo(percent.multiply(BigDecimal.valueOf(of)))
            >= 0;
  }
}
