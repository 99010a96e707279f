package relay.domain.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pauses between the tries of a failing endpoint: 5 seconds, doubling, up to a longest. */
public record BackOff(Duration longest) {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final int DOUBLINGS_MAX = 20;
  private static final double JITTER = 0.2;

  /**
   * The pause after so many failures in a row, a fifth more or less so that endpoints that failed
   * together do not come back together.
   */
  public Duration after(int failures, RandomGenerator random) {
    long doubled = FIRST.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
    long pause = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis((long) (pause * random.nextDouble(1 - JITTER, 1 + JITTER)));
  }

  /** What an answer asks for, within the longest; the own pause when that is longer. */
  public Duration after(int failures, PostAttempt attempt, RandomGenerator random) {
    Duration own = after(failures, random);
    Duration asked = attempt.retryAfter().filter(d -> d.compareTo(longest) < 0).orElse(own);
    return asked.compareTo(own) > 0 ? asked : own;
  }
}
