package relay.domain.routing;

import java.util.List;
import relay.domain.mail.Recipient;

/**
 * The recipients of a mail that share a next hop.
 *
 * @param others to be tried in this order when nobody at the next hop can be talked to
 */
public record Route(NextHop hop, List<NextHop> others, List<Recipient> recipients) {
  public Route {
    others = List.copyOf(others);
    recipients = List.copyOf(recipients);
  }

  /** To a next hop that has no other to stand in for it. */
  public Route(NextHop hop, List<Recipient> recipients) {
    this(hop, List.of(), recipients);
  }
}
