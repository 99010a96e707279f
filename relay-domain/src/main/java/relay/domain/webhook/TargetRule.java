package relay.domain.webhook;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.NetworkRange;

/**
 * Which addresses a webhook may be posted to. Asked of the very address that is connected to, at
 * each post: a name that pointed elsewhere a moment ago (DNS rebinding) gains nothing.
 *
 * @param allowed networks that an operator allows although they are not public
 */
public record TargetRule(List<NetworkRange> allowed) {

  /** Why not; empty when it may. */
  public Optional<String> objection(Target target, InetAddress address) {
    if (allowed.stream().anyMatch(network -> network.contains(address))) {
      return Optional.empty();
    }
    if (!PublicAddresses.contains(address)) {
      return Optional.of(
          address.getHostAddress()
              + " is no public address; an operator may allow it with webhook.allowed-networks");
    }
    return target.tls() ? Optional.empty() : Optional.of("the address must begin with https://");
  }
}
