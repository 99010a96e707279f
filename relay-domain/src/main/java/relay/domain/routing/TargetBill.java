package relay.domain.routing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import relay.domain.spend.Spent;

/**
 * What one target took, and what it cost at the prices of then.
 *
 * @param terms as they are now; empty: the target is gone
 * @param open recipients of attempts that are under way, where it has a quota
 * @param days with anything taken, the oldest first
 * @param months with anything taken, the oldest first
 */
public record TargetBill(
    String target,
    Optional<TargetTerms> terms,
    long open,
    Map<LocalDate, Spent> days,
    Map<YearMonth, Spent> months) {

  /** Of one day. */
  public Spent on(LocalDate day) {
    return days.getOrDefault(day, Spent.NOTHING);
  }

  /** Of one month. */
  public Spent in(YearMonth month) {
    return months.getOrDefault(month, Spent.NOTHING);
  }

  /** Recipients that it may still take on a day; empty: it has no quota. */
  public OptionalLong left(LocalDate day) {
    long quota = terms.map(TargetTerms::dailyQuota).orElse(0L);
    return quota == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, quota - on(day).recipients() - open));
  }
}
