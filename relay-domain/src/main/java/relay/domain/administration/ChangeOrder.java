package relay.domain.administration;

import relay.domain.audit.Actor;

/**
 * How a change is to be made.
 *
 * @param trial tell what would change and change nothing
 */
public record ChangeOrder(Expectation expected, boolean trial, Actor by) {}
