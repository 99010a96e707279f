package relay.domain.routing;

import java.util.List;
import relay.domain.smtp.SmtpReply;

/** Whom to ask for a next hop, and in which order; or why there is nobody to ask. */
public sealed interface HostPlan {

  /** At least one address, in the order of trying, never more than the settings allow. */
  record Hosts(List<HostAddress> addresses) implements HostPlan {
    public Hosts {
      addresses = List.copyOf(addresses);
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException("a plan without hosts is Unreachable");
      }
    }
  }

  /** A local reply: temporary when asking again may help, permanent when it cannot. */
  record Unreachable(SmtpReply reply) implements HostPlan {}
}
