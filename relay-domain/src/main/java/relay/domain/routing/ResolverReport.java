package relay.domain.routing;

import java.time.Instant;
import java.util.List;

/**
 * What was found of the resolvers at one time.
 *
 * @param verdicts one for each resolver, and one more where they are good and validation fails all
 *     the same; empty where nobody was asked, as DNSSEC is off
 */
public record ResolverReport(Instant at, DnssecMode mode, List<ResolverVerdict> verdicts) {
  public ResolverReport {
    verdicts = List.copyOf(verdicts);
  }

  /** What is wrong; empty when all is well. */
  public List<String> troubles() {
    return verdicts.stream().filter(v -> !v.isGood()).map(ResolverVerdict::says).toList();
  }
}
