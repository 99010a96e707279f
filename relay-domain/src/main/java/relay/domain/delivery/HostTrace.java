package relay.domain.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * The server of an attempt and how long each phase took; texts are empty and durations zero where
 * it did not come to that.
 *
 * @param tls protocol and cipher suite
 * @param tlsPolicy the word for what demanded how to connect
 * @param tlsVerifiedBy the name or TLSA record by which the server proved who it is; empty when
 *     that was not asked for
 * @param reused whether the connection had carried another mail before
 */
public record HostTrace(
    String host,
    String address,
    String sourceAddress,
    Optional<String> tls,
    String tlsPolicy,
    Optional<String> tlsVerifiedBy,
    boolean reused,
    Duration connect,
    Duration tlsHandshake,
    Duration dialogue,
    Duration data) {
  public static final HostTrace NONE = passedOver("", "", "");

  /** Of a host that was not even connected to, for this policy forbids it. */
  public static HostTrace passedOver(String host, String address, String tlsPolicy) {
    return new HostTrace(
        host,
        address,
        "",
        Optional.empty(),
        tlsPolicy,
        Optional.empty(),
        false,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO);
  }

  /** Of a place that takes mails without a dialogue; which source and policy plays no part. */
  public static HostTrace of(
      String host, String address, Optional<String> tls, Duration connect, Duration data) {
    return new HostTrace(
        host,
        address,
        "",
        tls,
        "",
        Optional.empty(),
        false,
        connect,
        Duration.ZERO,
        Duration.ZERO,
        data);
  }
}
