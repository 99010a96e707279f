package relay.domain.routing;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of the places where a mail would be tried.
 *
 * @param health how it does; empty for what is no target of a route
 * @param terms what it may take; empty for what has none
 * @param left recipients of today's quota; empty: there is no quota
 */
public record TargetTrial(
    NextHop hop, Optional<TargetView> health, Optional<TargetTerms> terms, OptionalLong left) {}
