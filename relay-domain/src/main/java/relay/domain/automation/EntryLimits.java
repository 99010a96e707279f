package relay.domain.automation;

import java.util.OptionalInt;

/**
 * How often a contact may come in. Nobody is in one automation twice at a time, whatever this says.
 *
 * @param once whether a contact comes in once and never again
 * @param everyDays days between two times that a contact comes in; empty: as often as something
 *     sets it off
 * @param insideMax contacts inside at a time; 0: as the settings say
 */
public record EntryLimits(boolean once, OptionalInt everyDays, int insideMax) {

  /** What decides about a contact. */
  public enum Verdict {
    COMES_IN,
    /** The same cause let it in before. */
    KNOWN,
    /** It is inside. */
    INSIDE,
    /** It was, too short a time ago. */
    TOO_SOON,
    /** As many are inside as may be. */
    FULL
  }
}
