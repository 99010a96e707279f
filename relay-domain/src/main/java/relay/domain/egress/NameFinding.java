package relay.domain.egress;

import java.time.Instant;
import java.util.List;

/**
 * What the DNS says of one of our addresses.
 *
 * @param names that it has
 * @param advice what to write where, in sentences; none when all is well
 */
public record NameFinding(State state, List<String> names, List<String> advice, Instant checkedAt) {
  /** How it is. */
  public enum State {
    /** The EHLO name is the address's name, and leads back to it. */
    OK,
    /** The address has no name. */
    MISSING,
    /** It has one that is not the EHLO name, or does not lead back to it. */
    WRONG,
    /** The DNS gave no answer. */
    UNKNOWN
  }

  public NameFinding {
    names = List.copyOf(names);
    advice = List.copyOf(advice);
  }
}
