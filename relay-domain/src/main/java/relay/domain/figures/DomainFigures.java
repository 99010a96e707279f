package relay.domain.figures;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts by recipient domain for the busiest domains; the others are one row called {@value
 * #OTHER}. Thread-safe, bounded: an attacker who invents domains moves only that row.
 */
final class DomainFigures {
  static final String OTHER = "(other)";
  private final int domainsMax;
  private final Map<String, Map<Figure, LongAdder>> rows = new ConcurrentHashMap<>();

  DomainFigures(int domainsMax) {
    this.domainsMax = domainsMax;
  }

  void add(String domain, Figure figure) {
    Map<Figure, LongAdder> row = rows.get(domain);
    if (row == null) {
      row = rows.computeIfAbsent(domain, d -> newRow());
    }
    row.get(figure).increment();
    // After the count, which would be lost with a row that is new and so the least busy.
    if (rows.size() > 2 * domainsMax) {
      keepTheBusiest();
    }
  }

  private static Map<Figure, LongAdder> newRow() {
    Map<Figure, LongAdder> row = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      row.put(figure, new LongAdder());
    }
    return row;
  }

  private synchronized void keepTheBusiest() {
    if (rows.size() <= 2 * domainsMax) {
      return;
    }
    Map<Figure, LongAdder> other = rows.computeIfAbsent(OTHER, d -> newRow());
    sums().entrySet().stream()
        .filter(row -> !row.getKey().equals(OTHER))
        .sorted(Map.Entry.comparingByValue())
        .limit(rows.size() - domainsMax - 1L)
        .forEach(
            row ->
                rows.remove(row.getKey())
                    .forEach((figure, count) -> other.get(figure).add(count.sum())));
  }

  /** As they are now: what is sorted must not change meanwhile. */
  private Map<String, Long> sums() {
    Map<String, Long> sums = new HashMap<>();
    rows.forEach((domain, row) -> sums.put(domain, sum(row)));
    return sums;
  }

  private static long sum(Map<Figure, LongAdder> row) {
    return row.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The busiest domains first; all others together at the end, so that nothing is left out. */
  List<Figures.DomainRow> busiest() {
    List<String> domains =
        sums().entrySet().stream()
            .filter(row -> !row.getKey().equals(OTHER))
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    int named = Math.min(domainsMax, domains.size());
    List<Figures.DomainRow> told = new ArrayList<>();
    for (String domain : domains.subList(0, named)) {
      told.add(new Figures.DomainRow(domain, counts(rows.getOrDefault(domain, Map.of()))));
    }
    Map<Figure, Long> others = counts(rows.getOrDefault(OTHER, Map.of()));
    for (String domain : domains.subList(named, domains.size())) {
      counts(rows.getOrDefault(domain, Map.of())).forEach((f, n) -> others.merge(f, n, Long::sum));
    }
    if (!others.isEmpty()) {
      told.add(new Figures.DomainRow(OTHER, others));
    }
    return told;
  }

  private static Map<Figure, Long> counts(Map<Figure, LongAdder> row) {
    Map<Figure, Long> counts = new EnumMap<>(Figure.class);
    row.forEach(
        (figure, count) -> {
          if (count.sum() > 0) {
            counts.put(figure, count.sum());
          }
        });
    return counts;
  }
}
