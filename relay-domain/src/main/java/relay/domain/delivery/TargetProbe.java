package relay.domain.delivery;

import java.time.Duration;
import java.util.List;
import relay.domain.routing.NextHop;

/**
 * Talks to the hosts of a next hop as an attempt does, up to the login, and sends no mail (port).
 * Thread-safe.
 */
public interface TargetProbe {
  /**
   * What each host said, in the order of trying.
   *
   * @param origin from where
   * @param limit for all hosts together; it blocks no longer
   */
  List<HostProbe> probe(NextHop hop, Origin origin, Duration limit);
}
