package relay.domain.frequency;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.QueueId;

/** What contacts were sent, in memory. Everything that asks goes through it one after the other. */
public final class InMemoryFrequencyBook implements FrequencyBook {
  private final Map<String, Map<QueueId, Instant>> sent = new HashMap<>();

  /** By contact: what its behaviour says of the last mail. */
  public final Map<String, Instant> delivered = new HashMap<>();

  /** How often it was asked. */
  public int asked;

  @Override
  public synchronized Map<QueueId, Instant> claim(List<FrequencyWish> wishes, Instant now) {
    asked++;
    Map<QueueId, Instant> capped = new LinkedHashMap<>();
    for (FrequencyWish wish : wishes) {
      Map<QueueId, Instant> his = sent.computeIfAbsent(wish.contact(), c -> new HashMap<>());
      if (his.containsKey(wish.mail())) {
        continue;
      }
      List<Instant> times =
          his.isEmpty() && delivered.containsKey(wish.contact())
              ? List.of(delivered.get(wish.contact()))
              : List.copyOf(his.values());
      Optional<Instant> until = wish.until(times, now);
      if (until.isPresent()) {
        capped.put(wish.mail(), until.get());
      } else {
        his.put(wish.mail(), now);
      }
    }
    return capped;
  }
}
