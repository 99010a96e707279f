package relay.domain.routing;

import java.util.List;

/**
 * What would become of a mail that nobody has handed in.
 *
 * @param rules asked, up to the one that matched; none where somebody names the route
 * @param targets in the order of trying
 * @param forbidden targets of the route that the residency of the stream forbids
 */
public record RouteTrial(
    RouteDecision decision,
    List<RuleVerdict> rules,
    List<TargetTrial> targets,
    List<String> forbidden) {
  public RouteTrial {
    rules = List.copyOf(rules);
    targets = List.copyOf(targets);
    forbidden = List.copyOf(forbidden);
  }
}
