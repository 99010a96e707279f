package relay.domain.routing;

import java.time.Duration;
import java.time.Instant;

/**
 * How a target does, to be shown.
 *
 * @param hop name of its next hop
 * @param since when it began to do so
 * @param attempts that count; those since it last came back
 * @param failurePercent of the latest of them
 * @param latency of those that went well, the newest most
 * @param triedAt when the next mail is tried there, if one comes; past when it is up
 * @param trouble of the last that went wrong; empty: none did
 * @param troubleAt when that was
 */
public record TargetView(
    String hop,
    TargetState state,
    Instant since,
    int attempts,
    int failurePercent,
    Duration latency,
    Instant triedAt,
    String trouble,
    Instant troubleAt) {}
