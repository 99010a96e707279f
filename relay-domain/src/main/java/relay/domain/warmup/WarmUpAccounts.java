package relay.domain.warmup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The accounts of all sources that are warmed up, as this node knows them, and what is to be kept
 * of them where all nodes look. Thread-safe; what is under the lock is counting.
 */
public final class WarmUpAccounts {
  private final Supplier<WarmUpSettings> settings;
  private final Supplier<WarmUpBook> book;
  private final BooleanSupplier arePlansKnown;
  private final FirstReading reading = new FirstReading();
  private final Map<WarmUpKey, WarmUpAccount> accounts = new HashMap<>();

  WarmUpAccounts(
      Supplier<WarmUpSettings> settings, Supplier<WarmUpBook> book, BooleanSupplier arePlansKnown) {
    this.settings = settings;
    this.book = book;
    this.arePlansKnown = arePlansKnown;
  }

  /** Counts to be added where they are kept. */
  public static final class Taken {
    private final WarmUpKey key;
    private final WarmUpPlan plan;
    private final WarmUpSettings settings;
    private final List<WarmUpCount> counts;

    private Taken(
        WarmUpKey key, WarmUpPlan plan, WarmUpSettings settings, List<WarmUpCount> counts) {
      this.key = key;
      this.plan = plan;
      this.settings = settings;
      this.counts = counts;
    }

    public WarmUpKey key() {
      return key;
    }

    /** What is to stand in the place of what stands there. */
    public WarmUpState over(Optional<WarmUpState> stored) {
      WarmUpState begun = stored.orElseGet(() -> WarmUpState.beginning(plan, counts.get(0).date()));
      return WarmUpAccount.merged(begun, counts, plan, key.provider(), settings);
    }
  }

  /** Whether anything is to be kept at all. */
  public boolean hasPlans() {
    return !book.get().isEmpty();
  }

  /**
   * No mail has to wait for a reading: there are no plans, and those to come begin with nothing.
   */
  public synchronized void nothingKept() {
    if (arePlansKnown.getAsBoolean() && book.get().isEmpty()) {
      reading.done();
    }
  }

  /** What was counted since it was taken last; to be followed by {@link #kept} or giving back. */
  public synchronized List<Taken> take() {
    WarmUpBook plans = book.get();
    accounts.keySet().removeIf(key -> plans.plan(key.source()) == null);
    List<Taken> taken = new ArrayList<>();
    accounts.forEach(
        (key, account) -> {
          List<WarmUpCount> counts = account.take();
          if (!counts.isEmpty()) {
            taken.add(new Taken(key, plans.plan(key.source()), settings.get(), counts));
          }
        });
    return taken;
  }

  /** All that is kept now, with what was taken. */
  public synchronized void kept(Map<WarmUpKey, WarmUpState> all) {
    WarmUpBook plans = book.get();
    reading.done();
    all.forEach(
        (key, state) -> {
          if (plans.plan(key.source()) != null) {
            account(key).kept(state);
          }
        });
  }

  /** What was taken could not be kept, and is to be taken again. */
  public synchronized void giveBack(List<Taken> taken) {
    taken.forEach(each -> account(each.key()).giveBack());
  }

  /** Heard long after the attempt. */
  synchronized void heardLater(WarmUpKey key, WarmUpHealth health, Instant now) {
    WarmUpPlan plan = book.get().plan(key.source());
    if (plan != null) {
      account(key).add(WarmUpCount.heard(plan.dayAt(now), health));
    }
  }

  synchronized void add(WarmUpKey key, WarmUpCount count) {
    account(key).add(count);
  }

  /** A mail asks; only under the lock of this. */
  void ask(Instant now) {
    reading.ask(now, settings.get().startWait());
  }

  /** Whether what was sent before the start is not known yet; only under the lock of this. */
  boolean isUnread(Instant now) {
    return reading.isAwaited(now);
  }

  /** What is known of one, to be read alone; only under the lock of this. */
  WarmUpAccount known(WarmUpKey key) {
    WarmUpAccount account = accounts.get(key);
    return account == null ? new WarmUpAccount() : account;
  }

  /** The account of one, to be changed; only under the lock of this. */
  WarmUpAccount account(WarmUpKey key) {
    return accounts.computeIfAbsent(key, k -> new WarmUpAccount());
  }

  /** How one stands on a day; only under the lock of this. */
  WarmUpState state(WarmUpKey key, WarmUpPlan plan, LocalDate today) {
    return known(key).state(plan, key.provider(), settings.get(), today);
  }

  WarmUpSettings settings() {
    return settings.get();
  }

  /** All that something is known of, by name. */
  synchronized List<WarmUpKey> keys() {
    Map<String, WarmUpKey> sorted = new TreeMap<>();
    accounts.keySet().forEach(k -> sorted.put(k.source() + "\t" + k.provider(), k));
    return List.copyOf(sorted.values());
  }
}
