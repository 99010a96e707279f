package relay.domain.brake;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps mail under brakes of the kind {@link BrakeKind#SLOW} to their pace on this node. Who comes
 * too early is given a time of his own; those who come at their time go before newcomers. What was
 * promised is forgotten with the process: at worst mail of a few minutes goes at once. Thread-safe.
 */
public final class SlowPace {
  /** Word before the id of the brake in the reason of a wait. */
  public static final String REASON = "brake_slow";

  /** So that a lifted brake, or a faster one, is soon noticed by all. */
  static final Duration FURTHEST = Duration.ofMinutes(10);

  /** What comes a little late takes nothing from those behind it. */
  static final Duration LATE = Duration.ofSeconds(5);

  private static final int BRAKES_MAX = 10_000;
  private final Map<String, Turn> turns =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Turn> eldest) {
          return size() > BRAKES_MAX;
        }
      };

  /** When the next may go, and the last time that was promised. */
  private static final class Turn {
    private Instant free = Instant.MIN;
    private Instant promised = Instant.MIN;
  }

  /**
   * Whether a mail may go now.
   *
   * @param brake of the kind slow
   * @param wasPutOff whether the mail has waited before
   * @param recipients what it counts
   * @return when to come again; empty when it may go, which counts it
   */
  public synchronized Optional<Instant> wait(
      Brake brake, boolean wasPutOff, int recipients, Instant now) {
    Turn turn = turns.computeIfAbsent(brake.id(), id -> new Turn());
    Duration gap =
        Duration.ofMinutes(1).dividedBy(brake.perMinute().orElseThrow()).multipliedBy(recipients);
    boolean isTurn = wasPutOff || !now.isBefore(turn.promised);
    if (isTurn && !now.isBefore(turn.free)) {
      Instant since = now.minus(LATE);
      turn.free = (turn.free.isAfter(since) ? turn.free : since).plus(gap);
      return Optional.empty();
    }
    Instant from = turn.promised.isAfter(turn.free) ? turn.promised : turn.free;
    Instant at = from.isAfter(now) ? from : now.plus(gap);
    Instant latest = now.plus(FURTHEST);
    if (at.isAfter(latest)) {
      return Optional.of(latest);
    }
    turn.promised = at.plus(gap);
    return Optional.of(at);
  }
}
