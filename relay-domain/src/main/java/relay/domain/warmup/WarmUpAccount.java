package relay.domain.warmup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.tenancy.SendWindow.Span;
import relay.domain.traffic.Slots;

/**
 * What is known of one source and provider: as it was kept last, and what was counted since.
 * Guarded by its owner's lock.
 */
final class WarmUpAccount {
  /** Counts of so many days wait for a database that is away. */
  private static final int DAYS_MAX = 8;

  /** Who comes later than that has lost his turn. */
  private static final long GRACE_SECONDS = 300;

  /** So many answers before a bad rate ends a day early. */
  private static final int ANSWERS_MIN = 20;

  private final Slots promised = new Slots(GRACE_SECONDS);
  private WarmUpState kept;
  private List<WarmUpCount> beingKept = List.of();
  private List<WarmUpCount> since = new ArrayList<>();

  /** As it is on a day of the plan. */
  WarmUpState state(WarmUpPlan plan, String provider, WarmUpSettings settings, LocalDate today) {
    WarmUpState begun = kept;
    if (begun == null) {
      LocalDate first = !beingKept.isEmpty() ? beingKept.get(0).date() : firstCounted(today);
      begun = WarmUpState.beginning(plan, first);
    }
    WarmUpState all = merged(begun, beingKept, plan, provider, settings);
    return merged(all, since, plan, provider, settings).on(today, plan, provider, settings);
  }

  private LocalDate firstCounted(LocalDate today) {
    return since.isEmpty() ? today : since.get(0).date();
  }

  /** A state with counts added, each on its day. */
  static WarmUpState merged(
      WarmUpState from,
      List<WarmUpCount> counts,
      WarmUpPlan plan,
      String provider,
      WarmUpSettings settings) {
    WarmUpState state = from;
    for (WarmUpCount count : counts) {
      state = state.on(count.date(), plan, provider, settings).plus(count);
    }
    return state;
  }

  void add(WarmUpCount count) {
    if (since.isEmpty() || count.date().isAfter(since.get(since.size() - 1).date())) {
      since.add(count);
      if (since.size() > DAYS_MAX) {
        since.remove(0);
      }
    } else {
      since.set(since.size() - 1, since.get(since.size() - 1).plus(count));
    }
  }

  /** Whether a mail may go within the budget now. */
  boolean admits(
      WarmUpState state, DayBudget budget, WarmUpSettings settings, WarmUpWish wish, Instant now) {
    if (isClosed(state, settings)) {
      return false;
    }
    long second = now.getEpochSecond();
    long room = budget.left(state, now);
    if (!(wish.wasPutOff() && promised.hasDue(second))) {
      room -= promised.upTo(budget.hourEnd(now).getEpochSecond() - 1, second);
    }
    return room >= budget.need(wish.recipients());
  }

  /** Whether the day is over early, because its answers are far too bad. */
  static boolean isClosed(WarmUpState state, WarmUpSettings settings) {
    return state.health().attempts() >= ANSWERS_MIN
        && state.gate(settings).course() == WarmUpGate.Course.BACK;
  }

  /** A mail goes: with it the time that it was promised. */
  void enters(WarmUpWish wish, Instant now) {
    if (wish.wasPutOff()) {
      promised.take(now.getEpochSecond());
    }
  }

  /** When a mail that may not go now can; empty when that is not on this day. */
  Optional<Instant> next(
      WarmUpState state, DayBudget budget, WarmUpSettings settings, Instant now) {
    return isClosed(state, settings)
        ? Optional.empty()
        : budget.next(state, promised.count(now.getEpochSecond()), now);
  }

  /** Keeps a time for a mail. */
  void promise(Instant at) {
    // Rounded up: nobody comes back before it is due.
    promised.promise(at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0));
  }

  long waiting(Instant now) {
    return promised.count(now.getEpochSecond());
  }

  /** What was counted since this was kept last; empty while that is under way. */
  List<WarmUpCount> take() {
    if (!beingKept.isEmpty() || since.isEmpty()) {
      return List.of();
    }
    beingKept = List.copyOf(since);
    since = new ArrayList<>();
    return beingKept;
  }

  /** What was taken is kept; so is all that others counted. */
  void kept(WarmUpState now) {
    kept = now;
    beingKept = List.of();
  }

  /** What was taken could not be kept. */
  void giveBack() {
    List<WarmUpCount> later = since;
    since = new ArrayList<>(beingKept);
    beingKept = List.of();
    later.forEach(this::add);
  }

  static DayBudget budget(WarmUpPlan plan, String provider, WarmUpState state, Instant now) {
    Span span = plan.hours().spanAt(now);
    return new DayBudget(plan.budget(provider, state.day()), span);
  }
}
