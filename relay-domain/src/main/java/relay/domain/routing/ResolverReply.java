package relay.domain.routing;

import java.time.Instant;
import java.util.Optional;

/**
 * What one resolver said when it was asked for the keys of the root zone, with their signatures.
 *
 * @param server address and port
 * @param problem why there is no answer that can be used; empty when there is one
 * @param authentic whether it says that it validated the answer (AD)
 * @param signature when the signature of the keys holds; empty when none came with them
 */
public record ResolverReply(
    String server, Optional<String> problem, boolean authentic, Optional<Validity> signature) {

  /** From when until when a signature holds. */
  public record Validity(Instant from, Instant until) {
    boolean holdsAt(Instant now) {
      return !now.isBefore(from) && !now.isAfter(until);
    }
  }

  public static ResolverReply none(String server, String problem) {
    return new ResolverReply(server, Optional.of(problem), false, Optional.empty());
  }

  public static ResolverReply given(
      String server, boolean authentic, Optional<Validity> signature) {
    return new ResolverReply(server, Optional.empty(), authentic, signature);
  }
}
