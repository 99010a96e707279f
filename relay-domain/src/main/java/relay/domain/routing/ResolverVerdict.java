package relay.domain.routing;

import java.util.Locale;

/**
 * What was found of one resolver, or of all together.
 *
 * @param server address and port; empty where it is about all of them
 * @param says a sentence that tells what follows and what to do, where something is wrong
 */
public record ResolverVerdict(String server, State state, String says) {

  /** How a resolver does what the setting needs. */
  public enum State {
    GOOD,
    /** It does not answer. */
    SILENT,
    /** It hands no signatures on. */
    STRIPPED,
    /** It does not say that it validates. */
    NOT_VALIDATED,
    /** By the clock of this machine the signatures do not hold now. */
    CLOCK,
    /** The keys do not lead back to our trust anchors. */
    BOGUS;

    /** The word in answers: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isGood() {
    return state == State.GOOD;
  }
}
