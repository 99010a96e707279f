package relay.domain.spike;

import java.util.Optional;

/**
 * A stream and where its mail goes: to a provider, to a domain that is at none, or anywhere.
 *
 * @param provider id of a provider
 * @param domain canonical, where the provider is not known
 */
public record StreamPlace(
    String tenant, String stream, Optional<String> provider, Optional<String> domain) {

  /** Wherever it goes. */
  static StreamPlace everywhere(String tenant, String stream) {
    return new StreamPlace(tenant, stream, Optional.empty(), Optional.empty());
  }

  /** The stream as a whole. */
  StreamPlace whole() {
    return everywhere(tenant, stream);
  }

  boolean isEverywhere() {
    return provider.isEmpty() && domain.isEmpty();
  }

  /** For people: {@code stream news of acme at provider google}. */
  @Override
  public String toString() {
    return "stream "
        + stream
        + " of "
        + tenant
        + provider.map(p -> " at provider " + p).orElse("")
        + domain.map(d -> " at domain " + d).orElse("");
  }
}
