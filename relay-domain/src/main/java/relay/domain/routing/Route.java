package relay.domain.routing;

import java.util.List;
import relay.domain.mail.Recipient;

/** The recipients of a mail that share a next hop. */
public record Route(NextHop hop, List<Recipient> recipients) {
  public Route {
    recipients = List.copyOf(recipients);
  }
}
