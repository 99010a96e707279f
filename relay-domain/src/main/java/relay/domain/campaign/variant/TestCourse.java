package relay.domain.campaign.variant;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the test of a campaign has come.
 *
 * @param sentAt when the last mail of the sample was put into the lane
 * @param won which form the rest get
 */
public record TestCourse(Optional<Instant> sentAt, Optional<Won> won) {
  /** Of a campaign that has not begun, or has no test. */
  public static final TestCourse NONE = new TestCourse(Optional.empty(), Optional.empty());

  /** How a form came to be the one that the rest get. */
  public enum By {
    /** The difference is more than chance. */
    TEST,
    /** It is not; the test says that the best so far is sent then. */
    BEST_SO_FAR,
    /** Somebody said so. */
    PERSON
  }

  /**
   * The decision.
   *
   * @param chance as {@link TestScore#chance}; empty when a person decided
   */
  public record Won(String variant, By by, Instant at, Optional<Double> chance) {}

  /** The same, decided. */
  public TestCourse with(Won decision) {
    return new TestCourse(sentAt, Optional.of(decision));
  }
}
