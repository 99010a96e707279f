package relay.domain.feedback.review;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weekly lists in memory, for tests. Passes {@link UnknownRepliesContract}. */
public final class InMemoryUnknownReplies implements UnknownReplies {
  private final Map<String, UnknownReply> kept = new LinkedHashMap<>();

  @Override
  public synchronized void add(List<UnknownReply> counts, int kindsMax) {
    for (UnknownReply each : counts) {
      String key = each.week() + " " + each.key();
      UnknownReply known = kept.get(key);
      long kinds = kept.values().stream().filter(r -> r.week().equals(each.week())).count();
      if (known != null || kinds < kindsMax) {
        kept.put(key, known == null ? each : known.and(each));
      }
    }
  }

  @Override
  public synchronized List<UnknownReply> of(LocalDate monday, int limit) {
    return kept.values().stream()
        .filter(reply -> reply.week().equals(monday))
        .sorted(Comparator.comparingLong(UnknownReply::count).reversed())
        .limit(limit)
        .toList();
  }
}
