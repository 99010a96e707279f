package relay.domain.spend;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one target took: by day for the last {@value #DAYS} days, by month for {@value #MONTHS}
 * months, and what is under way. So its size is bounded. Thread-safe: its own lock, held for a few
 * additions.
 */
final class TargetAccount {
  static final int DAYS = 62;
  static final int MONTHS = 25;
  private final TreeMap<LocalDate, Spent> days = new TreeMap<>();
  private final TreeMap<YearMonth, Spent> months = new TreeMap<>();
  private long open;

  /** Whether so many more fit into the quota of this day. */
  synchronized boolean hasRoom(int recipients, long quota, LocalDate today) {
    long used = takenOn(today) + open;
    // One mail for more people than the whole quota would never go otherwise.
    return used + recipients <= quota || used == 0;
  }

  /** Keeps room for so many until they are settled. */
  synchronized boolean claim(int recipients, long quota, LocalDate today) {
    if (!hasRoom(recipients, quota, today)) {
      return false;
    }
    open += recipients;
    return true;
  }

  /** Ends a claim: so many were taken. */
  synchronized void settle(int claimed, int taken, long nanosEach, LocalDate today) {
    open -= claimed;
    if (taken > 0) {
      add(today, new Spent(taken, taken * nanosEach));
    }
  }

  /** Takes over what was counted earlier. */
  synchronized void add(LocalDate day, Spent spent) {
    restoreDay(day, spent);
    addMonth(YearMonth.from(day), spent);
  }

  synchronized void addMonth(YearMonth month, Spent spent) {
    months.merge(month, spent, Spent::plus);
    while (months.size() > MONTHS) {
      months.pollFirstEntry();
    }
  }

  /** Takes over a day whose month is taken over by itself. */
  synchronized void restoreDay(LocalDate day, Spent spent) {
    days.merge(day, spent, Spent::plus);
    while (days.size() > DAYS) {
      days.pollFirstEntry();
    }
  }

  /** When something was taken last; the beginning of time when nothing ever was. */
  synchronized LocalDate lastDay() {
    return days.isEmpty() ? LocalDate.MIN : days.lastKey();
  }

  synchronized long takenOn(LocalDate day) {
    return days.getOrDefault(day, Spent.NOTHING).recipients();
  }

  synchronized long open() {
    return open;
  }

  synchronized Map<LocalDate, Spent> days() {
    return new TreeMap<>(days);
  }

  synchronized Map<YearMonth, Spent> months() {
    return new TreeMap<>(months);
  }
}
