package relay.domain.tlsreport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts and reports in memory. */
public final class InMemoryTlsReports implements TlsReports {
  private final Map<String, TalliedSessions> counts = new LinkedHashMap<>();
  private final Map<String, OutgoingReport> reports = new HashMap<>();
  private final Map<String, Instant> held = new HashMap<>();

  @Override
  public synchronized void add(List<TalliedSessions> some, int failuresMax) {
    for (TalliedSessions each : some) {
      boolean isFull =
          !counts.containsKey(key(each)) && of(each.day(), each.domain()).size() >= failuresMax;
      TalliedSessions kept = isFull ? each.inShort() : each;
      counts.merge(key(kept), kept, InMemoryTlsReports::sum);
    }
  }

  private static TalliedSessions sum(TalliedSessions one, TalliedSessions other) {
    return new TalliedSessions(
        one.day(), one.domain(), one.policy(), one.failure(), one.sessions() + other.sessions());
  }

  private static String key(TalliedSessions one) {
    return one.day() + " " + one.domain() + " " + one.kind();
  }

  @Override
  public synchronized List<Due> due(LocalDate before, Optional<Due> after, int max) {
    Comparator<Due> order = Comparator.comparing(Due::day).thenComparing(Due::domain);
    return counts.values().stream()
        .filter(each -> each.day().isBefore(before))
        .map(each -> new Due(each.day(), each.domain()))
        .distinct()
        .sorted(order)
        .filter(due -> after.isEmpty() || order.compare(due, after.get()) > 0)
        .limit(max)
        .toList();
  }

  @Override
  public synchronized List<TalliedSessions> of(LocalDate day, String domain) {
    return counts.values().stream()
        .filter(each -> each.day().equals(day) && each.domain().equals(domain))
        .toList();
  }

  @Override
  public synchronized void settle(Due due, List<OutgoingReport> made) {
    made.forEach(report -> reports.putIfAbsent(report.id(), report));
    counts
        .values()
        .removeIf(each -> each.day().equals(due.day()) && each.domain().equals(due.domain()));
  }

  @Override
  public synchronized Optional<OutgoingReport> take(Instant now, Duration hold) {
    Optional<OutgoingReport> due =
        reports.values().stream()
            .filter(each -> each.state() == OutgoingReport.State.WAITING)
            .filter(each -> !each.nextAt().isAfter(now))
            .filter(each -> !held.getOrDefault(each.id(), now).isAfter(now))
            .findFirst();
    due.ifPresent(report -> held.put(report.id(), now.plus(hold)));
    return due;
  }

  @Override
  public synchronized void keep(OutgoingReport report) {
    reports.put(report.id(), report);
    held.remove(report.id());
  }

  @Override
  public synchronized Optional<OutgoingReport> find(String id) {
    return Optional.ofNullable(reports.get(id));
  }

  @Override
  public synchronized List<OutgoingReport> list(
      Optional<String> domain, Optional<String> after, int limit) {
    List<OutgoingReport> all = new ArrayList<>(reports.values());
    all.sort(
        Comparator.comparing(OutgoingReport::day).reversed().thenComparing(OutgoingReport::id));
    List<String> ids = all.stream().map(OutgoingReport::id).toList();
    int from = after.isEmpty() ? 0 : ids.indexOf(after.get()) + 1;
    return after.isPresent() && from == 0
        ? List.of()
        : all.subList(from, all.size()).stream()
            .filter(each -> domain.isEmpty() || each.domain().equals(domain.get()))
            .limit(limit)
            .toList();
  }
}
