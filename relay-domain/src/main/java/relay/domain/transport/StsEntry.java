package relay.domain.transport;

import java.time.Instant;

/**
 * A policy as it was fetched.
 *
 * @param id of the TXT record that told of it
 */
public record StsEntry(String domain, String id, StsPolicy policy, Instant fetchedAt) {

  /** RFC 8461 3.2: not to be used any more from then on. */
  Instant end() {
    return fetchedAt.plus(policy.maxAge());
  }
}
