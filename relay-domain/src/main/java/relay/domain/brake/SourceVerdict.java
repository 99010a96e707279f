package relay.domain.brake;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import relay.domain.brake.BrakeVerdict.Free;

/** Makes one verdict of what is said about a mail for each egress source it may leave from. */
final class SourceVerdict {
  private SourceVerdict() {}

  /** Those of the brakes that hold for what leaves from a source. */
  static List<Brake> from(String source, List<Brake> brakes) {
    return brakes.stream()
        .filter(b -> b.scope().source().filter(s -> !s.equals(source)).isEmpty())
        .toList();
  }

  /**
   * It leaves from the sources that are free, without a pace where there is such a source; where
   * none is free, what is said of the first happens.
   *
   * @param sources at least one
   */
  static BrakeVerdict of(List<String> sources, Function<String, BrakeVerdict> verdictOf) {
    Map<String, BrakeVerdict> verdicts = new LinkedHashMap<>();
    sources.forEach(source -> verdicts.put(source, verdictOf.apply(source)));
    Optional<Free> best = best(verdicts);
    if (best.isEmpty()) {
      return verdicts.get(sources.get(0));
    }
    Set<String> closed = new HashSet<>();
    verdicts.forEach(
        (source, verdict) -> {
          if (!verdict.equals(best.get())) {
            closed.add(source);
          }
        });
    return new Free(best.get().reroute(), best.get().slow(), closed);
  }

  private static Optional<Free> best(Map<String, BrakeVerdict> verdicts) {
    Optional<Free> best = Optional.empty();
    for (BrakeVerdict verdict : verdicts.values()) {
      if (verdict instanceof Free free && best.filter(b -> !isBetter(free, b)).isEmpty()) {
        best = Optional.of(free);
      }
    }
    return best;
  }

  private static boolean isBetter(Free one, Free other) {
    return one.slow().isEmpty() && other.slow().isPresent();
  }
}
