package relay.domain.reports;

import java.util.Locale;

/** Who an address is that sends in the name of our domains. */
public enum SourceStanding {
  /** Mail of this relay leaves from it. */
  OURS,
  /** Somebody else who can prove the domain: a service that the tenant lets send. */
  KNOWN,
  /** Never proved the domain: somebody forgotten, a forwarder, or a forger. */
  UNKNOWN;

  /** The word in the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
