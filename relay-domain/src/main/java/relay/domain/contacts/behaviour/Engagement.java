package relay.domain.contacts.behaviour;

import java.time.Duration;
import java.time.Instant;

/**
 * How much a person does with what is sent: a click of a person counts {@value #CLICK_POINTS}
 * points, an open {@value #OPEN_POINTS}, and each half as much every 30 days: an eighth after 90.
 *
 * <p>Kept is what the points were worth at a fixed instant, so that a visit is one addition in
 * whatever order visits come, nothing has to be counted down as time goes by, and a score of now is
 * compared with a column as it stands. A double holds that until the year 2100.
 */
public final class Engagement {
  static final double OPEN_POINTS = 1;
  static final double CLICK_POINTS = 3;
  private static final Duration HALF_LIFE = Duration.ofDays(30);
  private static final Instant FIXED = Instant.parse("2026-01-01T00:00:00Z");

  private Engagement() {}

  /** What a visit adds to what is kept. */
  static double of(BehaviourKind visit, Instant at) {
    return kept(visit == BehaviourKind.CLICKED ? CLICK_POINTS : OPEN_POINTS, at);
  }

  /** What is kept where the score is this at an instant. */
  public static double kept(double score, Instant now) {
    return score * Math.pow(2, halfLives(now));
  }

  /** The score at an instant of what is kept. */
  public static double score(double kept, Instant now) {
    return kept / Math.pow(2, halfLives(now));
  }

  private static double halfLives(Instant at) {
    return (double) Duration.between(FIXED, at).toSeconds() / HALF_LIFE.toSeconds();
  }
}
