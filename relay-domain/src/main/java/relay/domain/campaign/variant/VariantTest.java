package relay.domain.campaign.variant;

import java.time.Duration;

/**
 * Forms are tried on a part of the recipients first; the rest get the one that won.
 *
 * @param sample part of the recipients that they are tried on, in percent
 * @param metric what is looked at
 * @param delay from the last mail of the sample put into the lane to the decision
 * @param confidence from which on a difference is taken for more than chance, in percent
 * @param undecided what happens when there is none
 */
public record VariantTest(
    int sample, Metric metric, Duration delay, int confidence, Undecided undecided) {

  /** What shows that a mail did well, of the recipients it was delivered to. */
  public enum Metric {
    /** Those of whom a person followed a link. */
    CLICKS,
    /** Those of whom a person opened it. */
    OPENS,
    /** Those with a conversion that the tenant's programs told. */
    CONVERSIONS
  }

  /** What to do with a test that has told nothing. */
  public enum Undecided {
    /** The rest get what is best so far. */
    BEST,
    /** The rest wait until somebody names a winner. */
    ASK
  }

  /** Whether a chance is small enough. */
  boolean isSignificant(double chance) {
    return chance * 100 <= 100 - confidence;
  }
}
