package relay.domain.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a rehearsal.
 *
 * @param seed with which it comes out the same again
 * @param doneAfter when nobody was left; empty where the horizon came first
 * @param halfAfter when half of those who got it had it; empty where nobody got it
 * @param mostAfter the same of 95 per cent
 * @param left recipients who still waited at the horizon
 * @param decisions how often the traffic control was asked
 */
public record RehearsalReport(
    Campaign campaign,
    long seed,
    Optional<Duration> doneAfter,
    Optional<Duration> halfAfter,
    Optional<Duration> mostAfter,
    long left,
    long decisions,
    List<ProviderStory> providers) {
  public RehearsalReport {
    providers = List.copyOf(providers);
  }

  /** Recipients who have it. */
  public long delivered() {
    return providers.stream().mapToLong(p -> p.sum().delivered()).sum();
  }

  /** Attempts in vain, one for each recipient. */
  public long deferrals() {
    return providers.stream().mapToLong(p -> p.sum().deferrals()).sum();
  }

  /** Recipients who will never have it. */
  public long bounced() {
    return providers.stream().mapToLong(p -> p.sum().bounced()).sum();
  }

  /** Recipients for whom there was no time left. */
  public long expired() {
    return providers.stream().mapToLong(p -> p.sum().expired()).sum();
  }
}
