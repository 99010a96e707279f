package relay.domain.routing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import relay.domain.spend.Spent;

/**
 * What all targets took and cost.
 *
 * @param currency of all amounts
 * @param today in UTC, as quotas count
 */
public record SpendReport(String currency, LocalDate today, List<TargetBill> bills) {
  public SpendReport {
    bills = List.copyOf(bills);
  }

  /** Of all targets on this day. */
  public Spent ofToday() {
    return bills.stream().map(b -> b.on(today)).reduce(Spent.NOTHING, Spent::plus);
  }

  /** Of all targets in this month. */
  public Spent ofMonth() {
    YearMonth month = YearMonth.from(today);
    return bills.stream().map(b -> b.in(month)).reduce(Spent.NOTHING, Spent::plus);
  }
}
