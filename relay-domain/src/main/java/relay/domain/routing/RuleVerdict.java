package relay.domain.routing;

import java.util.Optional;

/**
 * What the rule of one route says to a mail.
 *
 * @param order the route's place in the order of asking
 * @param failing the first of its conditions that does not hold; empty: the mail takes the route
 */
public record RuleVerdict(String route, int order, Optional<String> failing) {}
