package relay.domain.figures;

import java.util.Comparator;
import java.util.EnumMap;
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
      if (rows.size() > 2 * domainsMax) {
        keepTheBusiest();
      }
    }
    row.get(figure).increment();
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
    rows.entrySet().stream()
        .filter(row -> !row.getKey().equals(OTHER))
        .sorted(Comparator.comparing(row -> sum(row.getValue())))
        .limit(rows.size() - domainsMax - 1L)
        .toList()
        .forEach(
            row -> {
              rows.remove(row.getKey());
              row.getValue().forEach((figure, count) -> other.get(figure).add(count.sum()));
            });
  }

  private static long sum(Map<Figure, LongAdder> row) {
    return row.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The busiest domains first; the others together at the end. */
  List<Figures.DomainRow> busiest() {
    return rows.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, ?> row) -> row.getKey().equals(OTHER))
                .thenComparing(row -> -sum(rows.getOrDefault(row.getKey(), Map.of())))
                .thenComparing(Map.Entry::getKey))
        .limit(domainsMax + 1L)
        .map(row -> new Figures.DomainRow(row.getKey(), counts(row.getValue())))
        .toList();
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
