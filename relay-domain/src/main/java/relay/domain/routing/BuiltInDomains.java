package relay.domain.routing;

import java.util.Optional;
import relay.domain.mail.EmailAddress;

/**
 * Domains whose mail the relay takes itself (port): no route, stream or brake leads it elsewhere.
 * Thread-safe; asked for each recipient, so it waits for nobody.
 */
public interface BuiltInDomains {
  /** There are none. */
  BuiltInDomains NONE = recipient -> Optional.empty();

  /** Where mail for an address goes; empty: wherever its routes say. */
  Optional<NextHop> hopOf(EmailAddress recipient);
}
