package relay.domain.automation;

import java.time.Instant;

/**
 * What became of one step of one entry.
 *
 * @param place of the step, 0 and up
 * @param name of the step
 * @param what such as {@code sent}, {@code waits}, {@code yes}
 * @param detail such as a queue id or an instant; empty text for none
 */
public record Footprint(int place, String name, Instant at, String what, String detail) {}
