package relay.domain.warmup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.tenancy.SendWindow;
import relay.domain.traffic.Provider;
import relay.domain.traffic.Site;

/**
 * How a source is warmed up. Days are sending days, counted from 1; budgets are recipients of first
 * attempts in a day at one provider.
 *
 * @param source name of the egress source, which is the name of the plan
 * @param growthPercent by how much each day's budget is above that of the day before
 * @param target a budget at which the source is warm for a provider
 * @param bases budgets of the first day by provider, over {@link WarmUpBases}
 * @param steps budgets of the first days by provider, in place of base and growth
 * @param firstDay on which day of the plan each provider begins
 * @param begins what was counted before this day is void; empty: it goes on
 * @param window the days and hours over which a day's budget is spread; empty: the day in UTC
 */
public record WarmUpPlan(
    String source,
    long version,
    WarmUpMode mode,
    int growthPercent,
    long target,
    Map<String, Long> bases,
    Map<String, List<Long>> steps,
    int firstDay,
    Optional<LocalDate> begins,
    Optional<SendWindow> window)
    implements ControlObject {
  static final String KIND = "warm-up";

  /** In place of a provider's id: all that the plan does not name. */
  public static final String ANY = "*";

  /** The sites of no provider, which share one budget. */
  public static final String OTHER = "other";

  private static final double ROUNDING = 1e-6;
  private static final SendWindow ALWAYS = WarmUpBases.allDay(ZoneOffset.UTC);

  public WarmUpPlan {
    bases = Map.copyOf(bases);
    steps = Map.copyOf(steps);
  }

  public static ControlKey key(String source) {
    return new ControlKey(KIND, "", source);
  }

  /** Whose budget mail to a site counts against. */
  public static String providerOf(Site site) {
    return site.provider().map(Provider::id).orElse(OTHER);
  }

  @Override
  public ControlKey key() {
    return key(source);
  }

  @Override
  public WarmUpPlan withVersion(long other) {
    return new WarmUpPlan(
        source, other, mode, growthPercent, target, bases, steps, firstDay, begins, window);
  }

  /** The budget of a day, never above the target. */
  public long budget(String provider, int day) {
    List<Long> own = steps.getOrDefault(provider, steps.getOrDefault(ANY, List.of()));
    if (day <= own.size()) {
      return Math.min(target, own.get(day - 1));
    }
    long start = own.isEmpty() ? base(provider) : own.get(own.size() - 1);
    int grown = own.isEmpty() ? day - 1 : day - own.size();
    double budget = start * Math.pow(1 + growthPercent / 100.0, grown);
    // 200 * 1.4 * 1.4 is 392 for people, and a little less for the machine.
    return budget >= target ? target : (long) (budget + ROUNDING);
  }

  private long base(String provider) {
    Long own = bases.get(provider);
    Long any = own == null ? bases.get(ANY) : own;
    return any == null ? WarmUpBases.of(provider) : any;
  }

  /** The first day on which the source is warm for a provider. */
  public int warmDay(String provider) {
    int day = 1;
    while (!isWarm(provider, day)) {
      day++;
    }
    return day;
  }

  /** Whether there is nothing left to limit. */
  public boolean isWarm(String provider, int day) {
    return budget(provider, day) >= target;
  }

  /** When days begin and end. */
  public SendWindow hours() {
    return window.orElse(ALWAYS);
  }

  /** The day that is on, or the next one while none is. */
  LocalDate dayAt(Instant at) {
    SendWindow hours = hours();
    return hours.spanAt(at).start().atZone(hours.zone()).toLocalDate();
  }
}
