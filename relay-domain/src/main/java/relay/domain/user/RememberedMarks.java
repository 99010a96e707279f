package relay.domain.user;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one node knows by itself. Bounded: past it what was marked longest ago is forgotten. */
public final class RememberedMarks implements LoginMarks {
  private static final int MOST = 10_000;
  private final Map<String, Long> steps = new LinkedHashMap<>();
  private final Map<String, Instant> ended = new LinkedHashMap<>();

  @Override
  public synchronized boolean takeStep(String user, long step) {
    if (step <= steps.getOrDefault(user, Long.MIN_VALUE)) {
      return false;
    }
    putNewest(steps, user, step);
    return true;
  }

  @Override
  public synchronized void endSessions(String user, Instant openedUntil) {
    if (endedUntil(user).filter(until -> !until.isBefore(openedUntil)).isEmpty()) {
      putNewest(ended, user, openedUntil);
    }
  }

  @Override
  public synchronized Optional<Instant> endedUntil(String user) {
    return Optional.ofNullable(ended.get(user));
  }

  private static <V> void putNewest(Map<String, V> map, String user, V value) {
    map.remove(user);
    map.put(user, value);
    if (map.size() > MOST) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
