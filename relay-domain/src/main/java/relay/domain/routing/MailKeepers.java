package relay.domain.routing;

import java.util.Optional;

/** Who keeps the mail of a domain (port). Thread-safe. */
public interface MailKeepers {
  /** Nothing is known. */
  MailKeepers UNKNOWN = domain -> Optional.empty();

  /** The provider of a domain, by its id. May ask the DNS; asked only when a rule needs it. */
  Optional<String> providerOf(String domain);
}
