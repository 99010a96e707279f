package relay.domain.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.spend.Price;
import relay.domain.spend.SpendBook;
import relay.domain.spend.SpendSettings;

/**
 * What the targets of routes may still take today, and what they took. A target without room stands
 * behind all others; a mail for which none has room waits for the next day. Thread-safe; costs a
 * field read where no target has a quota and a look into a map where one has.
 */
public final class TargetQuotas {
  /** No target has a quota, and nothing is counted. */
  static final TargetQuotas NONE =
      new TargetQuotas(
          new SpendBook(),
          () -> RouteBook.EMPTY,
          () -> new SpendSettings("EUR", Duration.ofHours(1), Duration.ofSeconds(10)),
          InstantSource.fixed(Instant.EPOCH));

  /** The word in the journal for mail that waits for a quota. */
  public static final String REASON = "target_quota";

  private final SpendBook book;
  private final Supplier<RouteBook> routes;
  private final Supplier<SpendSettings> settings;
  private final InstantSource clock;

  public TargetQuotas(
      SpendBook book,
      Supplier<RouteBook> routes,
      Supplier<SpendSettings> settings,
      InstantSource clock) {
    this.book = book;
    this.routes = routes;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * When a mail that found no room looks again.
   *
   * @param reason for the journal
   */
  public record LookAgain(Instant at, String reason) {}

  /** Leave to send so many recipients to a target; to be settled when the attempt is over. */
  public final class Claim {
    private final String target;
    private final int claimed;

    private Claim(String target, int claimed) {
      this.target = target;
      this.claimed = claimed;
    }

    /**
     * The attempt is over.
     *
     * @param taken recipients that the target took, or may have taken
     */
    public void settle(int taken) {
      if (!target.isEmpty()) {
        book.settle(target, claimed, taken, nanosEach(target), clock.instant());
      }
    }
  }

  /** The same next hops, those whose quota is used up behind all others. */
  List<NextHop> sorted(List<NextHop> hops) {
    if (hops.size() == 1 || !routes.get().hasQuotas()) {
      return hops;
    }
    List<NextHop> sorted = new ArrayList<>(hops.size());
    List<NextHop> full = new ArrayList<>();
    for (NextHop hop : hops) {
      (lookAgain(hop, 1).isEmpty() ? sorted : full).add(hop);
    }
    sorted.addAll(full);
    return sorted;
  }

  /** Whether a mail must look again later, and when; empty: there is room now. */
  public Optional<LookAgain> lookAgain(NextHop hop, int recipients) {
    long quota = quota(hop);
    Instant now = clock.instant();
    return quota == 0 || book.hasRoom(hop.name(), recipients, quota, now)
        ? Optional.empty()
        : Optional.of(later(hop, now));
  }

  private LookAgain later(NextHop hop, Instant now) {
    Instant soon = now.plus(settings.get().lookAgain());
    Instant day = SpendBook.nextDay(now);
    return new LookAgain(soon.isBefore(day) ? soon : day, REASON + " " + hop.name());
  }

  /** Recipients that a target may still take today; empty: it has no quota. */
  OptionalLong left(NextHop hop) {
    RouteBook now = routes.get();
    String name = hop.name();
    return new TargetBill(
            name, now.terms(name), book.open(name), book.days(name), book.months(name))
        .left(SpendBook.dayOf(clock.instant()));
  }

  /** Leave for one attempt; empty: somebody else took the room meanwhile. */
  public Optional<Claim> claim(NextHop hop, int recipients) {
    if (!hop.isTarget()) {
      return Optional.of(new Claim("", 0));
    }
    long quota = quota(hop);
    if (quota == 0) {
      return Optional.of(new Claim(hop.name(), 0));
    }
    return book.claim(hop.name(), recipients, quota, clock.instant())
        ? Optional.of(new Claim(hop.name(), recipients))
        : Optional.empty();
  }

  private long quota(NextHop hop) {
    RouteBook now = routes.get();
    return now.hasQuotas() && hop.isTarget()
        ? now.terms(hop.name()).map(TargetTerms::dailyQuota).orElse(0L)
        : 0;
  }

  private long nanosEach(String target) {
    return routes
        .get()
        .terms(target)
        .flatMap(terms -> terms.price(settings.get().currency()))
        .map(Price::nanosEach)
        .orElse(0L);
  }

  /** Those of these whose quota is used up now. */
  List<String> usedUp(List<NextHop> hops) {
    return hops.stream().filter(hop -> lookAgain(hop, 1).isPresent()).map(NextHop::name).toList();
  }

  /** What is on record, to be saved. */
  public SpendBook book() {
    return book;
  }

  /** What each target took and costs, those that are gone but on record, too; sorted by name. */
  public SpendReport report() {
    RouteBook now = routes.get();
    Set<String> names = now.targets();
    names.addAll(book.targets());
    List<TargetBill> bills =
        names.stream()
            .map(
                name ->
                    new TargetBill(
                        name, now.terms(name), book.open(name), book.days(name), book.months(name)))
            .toList();
    return new SpendReport(settings.get().currency(), SpendBook.dayOf(clock.instant()), bills);
  }
}
