package relay.domain.traffic;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import relay.domain.lease.Slice;

/**
 * A restriction of a flow that the relay found by itself; it expires.
 *
 * @param id names it while it holds
 * @param kind what is restricted
 * @param value recipients a minute, or connections; empty for a pause
 * @param rule of replies, or {@code everything-deferred}, {@code more-deferrals-than-usual}
 * @param evidence sample replies, the first of them
 * @param count replies that spoke for it
 * @param until when it ends at the latest; when a pause ends, a probe decides
 */
public record Restriction(
    String id,
    String flow,
    Reaction kind,
    OptionalLong value,
    String rule,
    List<String> evidence,
    int count,
    Instant from,
    Instant until) {
  public Restriction {
    evidence = List.copyOf(evidence);
  }

  /**
   * The same in numbers of all nodes.
   *
   * @param parts that the node has which found it
   */
  Restriction ofAll(int parts) {
    OptionalLong all =
        value.isPresent()
            ? OptionalLong.of(Math.max(1, value.getAsLong() * Slice.PARTS / parts))
            : value;
    return new Restriction(id, flow, kind, all, rule, evidence, count, from, until);
  }

  /** For logs. */
  public String sentence() {
    return flow
        + ": "
        + kind.label()
        + (value.isPresent() ? " to " + value.getAsLong() : "")
        + " until "
        + until
        + ", by rule "
        + rule
        + " ("
        + count
        + " replies such as "
        + evidence
        + ")";
  }
}
