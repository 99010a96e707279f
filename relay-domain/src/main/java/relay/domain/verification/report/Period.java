package relay.domain.verification.report;

import java.time.Instant;

/** The time that a report is about. */
public record Period(Instant begin, Instant end) {}
