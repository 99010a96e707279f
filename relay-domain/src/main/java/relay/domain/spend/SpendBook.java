package relay.domain.spend;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all targets of routes took, as this node counted, and what of their daily quotas is left.
 * Thread-safe; mails for different targets share no lock.
 */
public final class SpendBook {
  private static final int TARGETS_MAX = 10_000;
  private static final String DAY = "day";
  private static final String MONTH = "month";
  private static final int FIELDS = 5;
  private final Map<String, TargetAccount> accounts = new ConcurrentHashMap<>();

  /** The day, as quotas and reports count it. */
  public static LocalDate dayOf(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** When the quotas begin anew. */
  public static Instant nextDay(Instant now) {
    return dayOf(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Whether so many more fit into today's quota of a target. Keeps nothing. */
  public boolean hasRoom(String target, int recipients, long quota, Instant now) {
    TargetAccount account = accounts.get(target);
    return account == null ? quota > 0 : account.hasRoom(recipients, quota, dayOf(now));
  }

  /**
   * Keeps room for so many recipients; to be settled in any case when it was given.
   *
   * @return false: today's quota has no room for them
   */
  public boolean claim(String target, int recipients, long quota, Instant now) {
    return quota > 0 && account(target).claim(recipients, quota, dayOf(now));
  }

  /**
   * Ends a claim.
   *
   * @param claimed 0 when there was none
   * @param taken recipients that the target took, or may have taken
   * @param nanosEach price of one
   */
  public void settle(String target, int claimed, int taken, long nanosEach, Instant now) {
    if (claimed > 0 || taken > 0) {
      account(target).settle(claimed, taken, nanosEach, dayOf(now));
    }
  }

  private TargetAccount account(String target) {
    TargetAccount account = accounts.get(target);
    if (account == null) {
      if (accounts.size() >= TARGETS_MAX) {
        forgetOne();
      }
      account = accounts.computeIfAbsent(target, t -> new TargetAccount());
    }
    return account;
  }

  /** The one that was not used for the longest time. */
  private synchronized void forgetOne() {
    String eldest = null;
    LocalDate last = LocalDate.MAX;
    for (Map.Entry<String, TargetAccount> entry : accounts.entrySet()) {
      LocalDate used = entry.getValue().lastDay();
      if (entry.getValue().open() == 0 && used.isBefore(last)) {
        last = used;
        eldest = entry.getKey();
      }
    }
    if (eldest != null) {
      accounts.remove(eldest);
    }
  }

  /** Names of those of which something is known, sorted. */
  public Set<String> targets() {
    return new TreeSet<>(accounts.keySet());
  }

  /** What a target took, by day. */
  public Map<LocalDate, Spent> days(String target) {
    TargetAccount account = accounts.get(target);
    return account == null ? Map.of() : account.days();
  }

  /** What a target took, by month. */
  public Map<YearMonth, Spent> months(String target) {
    TargetAccount account = accounts.get(target);
    return account == null ? Map.of() : account.months();
  }

  /** Recipients of attempts that are under way, of quotas alone. */
  public long open(String target) {
    TargetAccount account = accounts.get(target);
    return account == null ? 0 : account.open();
  }

  /** What a restart must not forget, a line for each day and month of each target. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String target : targets()) {
      days(target).forEach((day, spent) -> lines.add(line(target, DAY, day, spent)));
      months(target).forEach((month, spent) -> lines.add(line(target, MONTH, month, spent)));
    }
    return lines;
  }

  private static String line(String target, String kind, Object time, Spent spent) {
    return String.join(
        "\t",
        target,
        kind,
        time.toString(),
        Long.toString(spent.recipients()),
        Long.toString(spent.nanos()));
  }

  /**
   * Takes over what was saved; to be called before the first mail.
   *
   * @return how many lines say nothing and were passed over
   */
  public int restore(List<String> lines) {
    int passed = 0;
    for (String line : lines) {
      try {
        restore(line.split("\t", -1));
      } catch (IllegalArgumentException | DateTimeParseException e) {
        passed++;
      }
    }
    return passed;
  }

  private void restore(String[] fields) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("a line without " + FIELDS + " fields");
    }
    Spent spent = new Spent(Long.parseLong(fields[3]), Long.parseLong(fields[4]));
    if (fields[1].equals(DAY)) {
      account(fields[0]).restoreDay(LocalDate.parse(fields[2]), spent);
    } else if (fields[1].equals(MONTH)) {
      account(fields[0]).addMonth(YearMonth.parse(fields[2]), spent);
    } else {
      throw new IllegalArgumentException(fields[1]);
    }
  }
}
