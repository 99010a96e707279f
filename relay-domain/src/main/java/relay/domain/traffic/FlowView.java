package relay.domain.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a flow stands.
 *
 * @param name such as {@code provider:google}, {@code site:mx.example.net}, {@code
 *     domain:example.org}
 * @param source where its mail leaves from
 * @param hosts the servers of the next hop that was asked about last
 * @param running attempts under way
 * @param slots mails that have a time of their own in the limits' pace
 * @param waitingUntil the time that was given last, while it lies ahead
 * @param why the limit that it was given for
 * @param limits with the rule that set each
 * @param shared what this node has of them, where several nodes share them
 * @param otp the part of them in which one-time passwords go first; empty where there are none
 * @param shares who waits, and what part of the pace each has
 * @param restrictions what the relay found by itself
 */
public record FlowView(
    String name,
    String source,
    Optional<String> provider,
    List<String> hosts,
    int running,
    long slots,
    Optional<Instant> waitingUntil,
    Optional<String> why,
    List<FlowLimits.Row> limits,
    Optional<FlowShare> shared,
    Optional<OtpShare> otp,
    List<ShareView> shares,
    List<Restriction> restrictions) {
  public FlowView {
    hosts = List.copyOf(hosts);
    limits = List.copyOf(limits);
    shares = List.copyOf(shares);
    restrictions = List.copyOf(restrictions);
  }
}
