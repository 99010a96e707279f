package relay.domain.campaign.care;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One guard as it is now, for people.
 *
 * @param count how many refusals, complaints and so on
 * @param of how many mails
 * @param slow percent from which it slows; empty: never
 * @param stop percent from which it pauses; empty: never
 */
public record GuardStand(
    Guard guard, long count, long of, Optional<BigDecimal> slow, Optional<BigDecimal> stop) {

  /** All guards, in their order. */
  public static List<GuardStand> all(GuardRules rules, GuardFigures figures) {
    return Stream.of(Guard.values())
        .map(guard -> of(guard, figures, rules.limits().get(guard)))
        .toList();
  }

  private static GuardStand of(Guard guard, GuardFigures figures, GuardLimit limit) {
    return new GuardStand(
        guard,
        guard.count(figures),
        guard.of(figures),
        limit.from(GuardLevel.SLOW),
        limit.from(GuardLevel.STOP));
  }
}
