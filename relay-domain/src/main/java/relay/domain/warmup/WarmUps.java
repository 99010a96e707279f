package relay.domain.warmup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.control.Responsible;
import relay.domain.traffic.Site;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpVerdict.Allowed;
import relay.domain.warmup.WarmUpVerdict.Spill;
import relay.domain.warmup.WarmUpVerdict.Wait;

/**
 * Says which of its sources a mail may leave from while some of them are being warmed up, and
 * counts what does. Costs a field read while there are no plans. Thread-safe.
 */
public final class WarmUps {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private final ControlSource objects;
  private final WarmUpProviders providers;
  private final WarmUpAccounts accounts;
  private final WarmUpHearing hearing = new WarmUpHearing();
  private volatile WarmUpBook book = new WarmUpBook(ControlState.EMPTY);

  /**
   * @param settings as they are now; asked each time
   */
  public WarmUps(
      ControlSource objects, Supplier<WarmUpSettings> settings, WarmUpProviders providers) {
    this.objects = objects;
    this.providers = providers;
    this.accounts = new WarmUpAccounts(settings, this::book, objects::isKnown);
  }

  private WarmUpBook book() {
    ControlState state = objects.state();
    WarmUpBook known = book;
    if (known.state() != state) {
      known = new WarmUpBook(state);
      book = known;
    }
    return known;
  }

  /** What is counted, for whoever keeps it. */
  public WarmUpAccounts accounts() {
    return accounts;
  }

  /** Whose budgets there are. */
  public WarmUpProviders providers() {
    return providers;
  }

  /** Whether a plan limits any of these. */
  public boolean concerns(List<Source> sources) {
    WarmUpBook now = book();
    return !now.isEmpty() && now.hasPlan(sources);
  }

  /** Which of its sources, in their order, a mail to a site may leave from. */
  public WarmUpVerdict screen(List<Source> sources, Site site, WarmUpWish wish, Instant now) {
    String provider = WarmUpPlan.providerOf(site);
    List<Source> cold = new ArrayList<>(sources.size());
    List<Source> warm = new ArrayList<>(sources.size());
    synchronized (accounts) {
      accounts.ask(now);
      for (Source source : sources) {
        Standing standing = standing(source.name(), provider, now);
        if (standing == null || standing.isWarm()) {
          warm.add(source);
        } else if (standing.admits(wish)) {
          cold.add(source);
        }
      }
      if (!warm.isEmpty() && (!wish.isFirst() || wish.isUrgent() || cold.isEmpty())) {
        return warm.size() == sources.size() ? new Allowed(warm) : new Spill(warm);
      }
      if (!wish.isFirst() || wish.isUrgent()) {
        return new Allowed(sources);
      }
      if (cold.isEmpty()) {
        return putOff(sources, provider, now);
      }
    }
    cold.addAll(warm);
    return new Allowed(cold);
  }

  /**
   * Counts a mail that is about to leave from a source; empty when others were faster and its
   * budget is used up.
   */
  public Optional<WarmUpClaim> claim(Source source, Site site, WarmUpWish wish, Instant now) {
    String provider = WarmUpPlan.providerOf(site);
    synchronized (accounts) {
      Standing standing = standing(source.name(), provider, now);
      if (standing == null) {
        return Optional.of(WarmUpClaim.NONE);
      }
      boolean isBound = wish.isFirst() && !wish.isUrgent() && !standing.isWarm();
      if (isBound && !standing.admits(wish)) {
        return Optional.empty();
      }
      int counted = wish.isFirst() ? wish.recipients() : 0;
      return Optional.of(standing.enter(wish, counted));
    }
  }

  /** Until when a mail would have to wait; nothing is kept for it. Empty: it may go. */
  public Optional<Instant> held(List<Source> sources, Site site, WarmUpWish wish, Instant now) {
    String provider = WarmUpPlan.providerOf(site);
    synchronized (accounts) {
      Instant soonest = Instant.MAX;
      for (Source source : sources) {
        Standing standing = standing(source.name(), provider, now);
        if (standing == null || standing.isWarm() || standing.admits(wish)) {
          return Optional.empty();
        }
        Instant next = standing.next();
        soonest = next.isBefore(soonest) ? next : soonest;
      }
      Instant last = now.plus(accounts.settings().putOffMax());
      return Optional.of(soonest.isBefore(last) ? soonest : last);
    }
  }

  /** Soonest first; a time is kept for the mail where it is near enough. */
  private Wait putOff(List<Source> sources, String provider, Instant now) {
    Instant last = now.plus(accounts.settings().putOffMax());
    Standing soonest = null;
    Instant at = null;
    for (Source source : sources) {
      Standing each = standing(source.name(), provider, now);
      Instant next = each.next();
      if (at == null || next.isBefore(at)) {
        soonest = each;
        at = next;
      }
    }
    if (at.isAfter(last)) {
      at = last;
    } else if (!soonest.isUnread && at.isBefore(soonest.budget.span().end())) {
      accounts.account(soonest.key).promise(at);
    }
    return new Wait(at, WarmUpVerdict.REASON + " " + soonest.key);
  }

  /** Null when the source has no plan. Only under the lock. */
  private Standing standing(String source, String provider, Instant now) {
    WarmUpPlan plan = book().plan(source);
    return plan == null ? null : new Standing(plan, new WarmUpKey(source, provider), now);
  }

  /** How each plan stands with each provider that had mail. */
  public List<WarmUpView> views(Instant now) {
    List<WarmUpView> views = new ArrayList<>();
    for (WarmUpKey key : accounts.keys()) {
      look(key.source(), key.provider(), now).ifPresent(views::add);
    }
    return views;
  }

  /** How a source stands or would stand with a provider; empty when it has no plan. */
  public Optional<WarmUpView> look(String source, String provider, Instant now) {
    synchronized (accounts) {
      return Optional.ofNullable(standing(source, provider, now)).map(Standing::view);
    }
  }

  /** What limits mail from a source, for explanations. */
  public static Responsible by(String source) {
    return Responsible.object(WarmUpPlan.key(source));
  }

  /** The plan of a source. */
  public Optional<WarmUpPlan> plan(String source) {
    return Optional.ofNullable(book().plan(source));
  }

  /** One source and provider at one time. Only under the lock. */
  private final class Standing {
    private final WarmUpPlan plan;
    private final WarmUpKey key;
    private final Instant now;
    private final LocalDate today;
    private final boolean isUnread;
    private final WarmUpAccount account;
    private final WarmUpState state;
    private final DayBudget budget;

    Standing(WarmUpPlan plan, WarmUpKey key, Instant now) {
      this.plan = plan;
      this.key = key;
      this.now = now;
      this.today = plan.dayAt(now);
      this.isUnread = accounts.isUnread(now);
      this.account = accounts.known(key);
      this.state = accounts.state(key, plan, today);
      this.budget = WarmUpAccount.budget(plan, key.provider(), state, now);
    }

    boolean isWarm() {
      return plan.mode() != WarmUpMode.PAUSED && plan.isWarm(key.provider(), state.day());
    }

    boolean admits(WarmUpWish wish) {
      return plan.mode() != WarmUpMode.PAUSED
          && !isUnread
          && account.admits(state, budget, accounts.settings(), wish, now);
    }

    Instant next() {
      if (plan.mode() == WarmUpMode.PAUSED) {
        return Instant.MAX;
      }
      return isUnread
          ? now.plus(LOOK_AGAIN)
          : account
              .next(state, budget, accounts.settings(), now)
              .orElseGet(() -> plan.hours().opening(budget.span().end(), Optional.empty()));
    }

    WarmUpClaim enter(WarmUpWish wish, int counted) {
      WarmUpAccount entered = accounts.account(key);
      entered.enters(wish, now);
      int hour = budget.hourAt(now);
      entered.add(WarmUpCount.sent(today, hour, counted));
      return new WarmUpClaim(
          counted,
          wish.isFirst(),
          hearing,
          (unasked, health) -> {
            var back = new WarmUpCount(today, -unasked, hour, -unasked, health);
            accounts.add(key, back);
          });
    }

    WarmUpView view() {
      WarmUpSettings settings = accounts.settings();
      return new WarmUpView(
          key,
          plan,
          state,
          budget.budget(),
          isUnread ? 0 : Math.max(0, budget.left(state, now)),
          account.waiting(now),
          isUnread,
          isWarm(),
          WarmUpAccount.isClosed(state, settings),
          state.gate(settings));
    }
  }
}
