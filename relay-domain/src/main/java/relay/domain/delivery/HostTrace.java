package relay.domain.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * The server of an attempt and how long each phase took; texts are empty and durations zero where
 * it did not come to that.
 *
 * @param tls protocol and cipher suite
 * @param reused whether the connection had carried another mail before
 */
public record HostTrace(
    String host,
    String address,
    String sourceAddress,
    Optional<String> tls,
    boolean reused,
    Duration connect,
    Duration tlsHandshake,
    Duration dialogue,
    Duration data) {
  public static final HostTrace NONE =
      new HostTrace(
          "",
          "",
          "",
          Optional.empty(),
          false,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO);
}
