package relay.web.suppression;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionFilter;
import relay.web.access.Caller;
import relay.web.problem.Problem;

/** How far a caller gets with the list. */
record Reach(Optional<String> only) {

  static Reach of(SecurityContext security) {
    return new Reach(Caller.of(security).leave().tenant());
  }

  /** The tenant that is meant: the caller's own; where he may have any, what he names. */
  Optional<String> tenant(String asked) {
    Optional<String> named = Optional.ofNullable(asked).filter(t -> !t.isBlank());
    if (only.isPresent() && named.isPresent() && !named.equals(only)) {
      throw Problem.in(403, "tenant", "must be " + only.get() + ", or left out");
    }
    return only.or(() -> named);
  }

  SuppressionFilter narrowed(SuppressionFilter filter) {
    return only.map(filter::of).orElse(filter);
  }

  boolean covers(Listed listed) {
    return only.map(listed.suppression().scope().tenant()::equals).orElse(true);
  }
}
