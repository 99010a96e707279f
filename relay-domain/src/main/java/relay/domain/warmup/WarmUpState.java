package relay.domain.warmup;

import java.time.LocalDate;

/**
 * How far the warm-up of one source for one provider is.
 *
 * @param day of the plan, counted in sending days from 1
 * @param date the day that the counts are of
 * @param sent recipients of first attempts on that date
 * @param hour of that date's window in which the last of them went, from 0
 * @param sentInHour of {@code sent}
 * @param attemptsBefore of the last date before on which anything was sent
 * @param lastSending the last date before on which anything was sent; where there is none, the
 *     first that was counted
 * @param began when this warm-up began
 * @param note why the day is what it is, for people; empty at the beginning
 */
public record WarmUpState(
    int day,
    LocalDate date,
    long sent,
    int hour,
    long sentInHour,
    WarmUpHealth health,
    long attemptsBefore,
    LocalDate lastSending,
    LocalDate began,
    String note) {
  private static final int PERCENT = 100;

  /** On the first day that a plan counts. */
  static WarmUpState beginning(WarmUpPlan plan, LocalDate date) {
    return new WarmUpState(plan.firstDay(), date, 0, 0, 0, WarmUpHealth.NONE, 0, date, date, "");
  }

  /** With what was counted; counts of another date are left out. */
  WarmUpState plus(WarmUpCount count) {
    if (!count.date().equals(date)) {
      return this;
    }
    return new WarmUpState(
        day,
        date,
        Math.max(0, sent + count.sent()),
        Math.max(hour, count.hour()),
        Math.max(0, WarmUpCount.inHour(hour, sentInHour, count)),
        health.plus(count.health()),
        attemptsBefore,
        lastSending,
        began,
        note);
  }

  /**
   * The same on a later date: the day that is over is judged, and nothing is counted yet. A clock
   * that was put back changes nothing. What began before the day on which its plan begins is void.
   */
  WarmUpState on(LocalDate today, WarmUpPlan plan, String provider, WarmUpSettings settings) {
    if (plan.begins().filter(d -> began.isBefore(d) && !today.isBefore(d)).isPresent()) {
      return beginning(plan, today);
    }
    if (!today.isAfter(date)) {
      return this;
    }
    LocalDate last = sent > 0 ? date : lastSending;
    boolean isIdle = last.plusDays(settings.idle().toDays()).isBefore(today);
    Next next =
        isIdle ? new Next(plan.firstDay(), "idle since " + last) : next(plan, provider, settings);
    long before = sent > 0 ? health.attempts() : attemptsBefore;
    return new WarmUpState(
        next.day(), today, 0, 0, 0, WarmUpHealth.NONE, before, last, began, next.note());
  }

  private record Next(int day, String note) {}

  private Next next(WarmUpPlan plan, String provider, WarmUpSettings settings) {
    if (sent == 0) {
      return new Next(day, note);
    }
    if (plan.isWarm(provider, day)) {
      return new Next(day, "warm");
    }
    WarmUpGate gate = gate(settings);
    if (gate.course() == WarmUpGate.Course.BACK) {
      return new Next(Math.max(1, day - 1), date + ": a day back, " + gate.why());
    }
    if (gate.course() == WarmUpGate.Course.STAY) {
      return new Next(day, date + ": no step, " + gate.why());
    }
    if (plan.mode() != WarmUpMode.ACTIVE) {
      return new Next(day, date + ": no step, the plan is held");
    }
    long budget = plan.budget(provider, day);
    if (sent * PERCENT < budget * settings.usedPercent()) {
      return new Next(day, date + ": no step, " + sent + " of " + budget + " sent");
    }
    return new Next(day + 1, date + ": a step, " + sent + " of " + budget + " sent");
  }

  /** What the day's replies would lead to if it ended now. */
  WarmUpGate gate(WarmUpSettings settings) {
    return WarmUpGate.of(health, attemptsBefore, settings);
  }
}
