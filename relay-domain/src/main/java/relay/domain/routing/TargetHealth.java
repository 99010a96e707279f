package relay.domain.routing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the targets of routes do, as this node's attempts tell: in memory, and after a start as it
 * was saved. Thread-safe; a target that nobody had trouble with costs a look into a map.
 */
public final class TargetHealth {
  /** Of nobody is anything known, nor learned. */
  static final TargetHealth UNKNOWN =
      new TargetHealth(() -> HealthSettings.NEVER, InstantSource.fixed(Instant.EPOCH));

  private static final int TARGETS_MAX = 10_000;
  private final Supplier<HealthSettings> settings;
  private final InstantSource clock;
  private final Map<String, TargetRecord> records =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TargetRecord> eldest) {
          return size() > TARGETS_MAX;
        }
      };

  public TargetHealth(Supplier<HealthSettings> settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** A target is not any more what it was. */
  public record Change(TargetView before, TargetView after) {}

  /** What an attempt told; the change that follows from it, if one does. */
  public Optional<Change> learn(String hop, TargetExperience seen) {
    Instant now = clock.instant();
    synchronized (records) {
      TargetRecord record = records.computeIfAbsent(hop, h -> new TargetRecord(now));
      TargetView before = record.view(hop);
      record.note(seen, now, settings.get());
      TargetView after = record.view(hop);
      boolean crossed = (before.state() == TargetState.UP) != (after.state() == TargetState.UP);
      return crossed ? Optional.of(new Change(before, after)) : Optional.empty();
    }
  }

  /**
   * The same next hops with those that are down behind all others; one that is due for a try stays
   * in its place, and has then its try.
   *
   * @param looksOnly whether nothing is sent: no try is used up
   */
  List<NextHop> sorted(List<NextHop> hops, boolean looksOnly) {
    if (hops.size() == 1) {
      return hops;
    }
    Instant now = clock.instant();
    List<NextHop> sorted = new ArrayList<>(hops.size());
    List<NextHop> down = new ArrayList<>();
    synchronized (records) {
      for (NextHop hop : hops) {
        TargetRecord record = records.get(hop.name());
        boolean first = sorted.isEmpty() && record != null && record.isTryDue(now);
        if (first && !looksOnly) {
          record.tried(now);
        }
        (record == null || record.isUp() || first ? sorted : down).add(hop);
      }
    }
    sorted.addAll(down);
    return sorted;
  }

  /** The mail that had the try of this one was not sent: another mail may have it at once. */
  void giveBack(String hop) {
    synchronized (records) {
      TargetRecord record = records.get(hop);
      if (record != null) {
        record.untried();
      }
    }
  }

  /** How these do; one that nothing is known of is up. */
  List<TargetView> look(Collection<String> hops) {
    Instant now = clock.instant();
    synchronized (records) {
      List<TargetView> views = new ArrayList<>();
      for (String hop : hops) {
        TargetRecord record = records.get(hop);
        views.add((record == null ? new TargetRecord(now) : record).view(hop));
      }
      return views;
    }
  }

  /** How one does; one that nothing is known of is up. */
  public TargetView look(String hop) {
    Instant now = clock.instant();
    synchronized (records) {
      TargetRecord record = records.get(hop);
      return (record == null ? new TargetRecord(now) : record).view(hop);
    }
  }

  /** Those with this beginning of the name that are due for a try, which they are having then. */
  public List<String> triesDue(String prefix) {
    Instant now = clock.instant();
    List<String> due = new ArrayList<>();
    synchronized (records) {
      records.forEach(
          (hop, record) -> {
            if (hop.startsWith(prefix) && record.isTryDue(now)) {
              record.tried(now);
              due.add(hop);
            }
          });
    }
    return due;
  }

  /** What a restart must not forget, a line for each target. */
  public List<String> lines() {
    synchronized (records) {
      List<String> lines = new ArrayList<>(records.size());
      records.forEach((hop, record) -> lines.add(record.line(hop)));
      return lines;
    }
  }

  /**
   * Takes over what was saved; to be called before the first mail.
   *
   * @return how many lines say nothing and were passed over
   */
  public int restore(List<String> lines) {
    int passed = 0;
    synchronized (records) {
      for (String line : lines) {
        String[] fields = line.split("\t", -1);
        try {
          records.put(fields[0], TargetRecord.restore(fields));
        } catch (IllegalArgumentException | DateTimeException e) {
          passed++;
        }
      }
    }
    return passed;
  }

  /** Those of a way that are not up. */
  List<TargetView> down(Way way) {
    List<String> names = new ArrayList<>(List.of(way.hop().name()));
    way.others().forEach(hop -> names.add(hop.name()));
    return look(names).stream().filter(v -> v.state() != TargetState.UP).toList();
  }
}
