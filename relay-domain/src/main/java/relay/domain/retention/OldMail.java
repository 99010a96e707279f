package relay.domain.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which mail one rule finds too old.
 *
 * @param before accepted before
 * @param of only that of this stream; empty: of every stream
 * @param except but not that of these
 */
public record OldMail(Instant before, Optional<StreamName> of, Set<StreamName> except) {
  public OldMail {
    except = Set.copyOf(except);
  }
}
