package relay.domain.tracking;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import relay.domain.mail.MailOwner;

/**
 * Opens and clicks added up: by day (UTC), stream, campaign, form of its mail and link. No mail and
 * no recipient is in it. One thread.
 */
public final class VisitCounts {
  private final Map<Key, Count> counts = new LinkedHashMap<>();

  /**
   * What is counted together.
   *
   * @param owner without a credential
   * @param link empty text for opens
   */
  public record Key(LocalDate day, MailOwner owner, boolean isClick, int number, String link) {}

  /** Either may be less than nothing: what was told as a person's is taken back. */
  public record Count(long people, long machines) {
    Count plus(Count other) {
      return new Count(people + other.people, machines + other.machines);
    }
  }

  /** Adds a visit; one that is told again, as a machine's, goes from one side to the other. */
  public void add(VisitEvent visit) {
    LocalDate day = visit.at().atZone(ZoneOffset.UTC).toLocalDate();
    var key = new Key(day, visit.owner(), visit.isClick(), visit.number(), visit.link());
    Count one = visit.isMachine() ? new Count(visit.revised() ? -1 : 0, 1) : new Count(1, 0);
    counts.merge(key, one, Count::plus);
  }

  /** What was added, in the order in which it first came. */
  public Map<Key, Count> all() {
    return counts;
  }
}
