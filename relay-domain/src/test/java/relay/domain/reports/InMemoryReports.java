package relay.domain.reports;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reports in memory, for tests. Passes {@link ReportsContract}. */
public final class InMemoryReports implements Reports {
  private final Map<String, KeptReport> kept = new LinkedHashMap<>();

  @Override
  public synchronized Keeping keep(KeptReport report, int rowsMax) {
    if (kept.containsKey(report.head().id())) {
      return Keeping.KNOWN;
    }
    int rows =
        kept.values().stream()
            .filter(other -> other.head().tenant().equals(report.head().tenant()))
            .mapToInt(KeptReport::rows)
            .sum();
    if (rows + report.rows() > rowsMax) {
      return Keeping.FULL;
    }
    kept.put(report.head().id(), report);
    return Keeping.KEPT;
  }

  @Override
  public synchronized ReportPage list(ReportQuery query) {
    List<ReportHead> found =
        matching(query)
            .filter(r -> query.domain().isEmpty() || isAbout(r, query.domain().get()))
            .map(KeptReport::head)
            .sorted(
                Comparator.comparing(InMemoryReports::day).thenComparing(ReportHead::id).reversed())
            .toList();
    if (query.after().isPresent()) {
      List<String> ids = found.stream().map(ReportHead::id).toList();
      int at = ids.indexOf(query.after().get());
      found = at < 0 ? List.of() : found.subList(at + 1, found.size());
    }
    boolean isLast = found.size() <= query.limit();
    List<ReportHead> page = isLast ? found : found.subList(0, query.limit());
    return new ReportPage(
        page, isLast ? Optional.empty() : Optional.of(page.get(page.size() - 1).id()));
  }

  @Override
  public synchronized Optional<KeptReport> find(String tenant, String id) {
    return Optional.ofNullable(kept.get(id)).filter(r -> r.head().tenant().equals(tenant));
  }

  @Override
  public synchronized List<SourceFigures> sources(ReportQuery query, boolean onlyFailing) {
    Map<String, SourceFigures> all = new TreeMap<>();
    matching(query)
        .forEach(report -> rows(report, query).forEach(row -> add(all, row, day(report.head()))));
    return all.values().stream()
        .filter(source -> !onlyFailing || source.passed() == 0)
        .sorted(
            Comparator.comparingLong(SourceFigures::mails)
                .reversed()
                .thenComparing(SourceFigures::address))
        .limit(query.limit())
        .toList();
  }

  private static void add(Map<String, SourceFigures> all, SourceRow row, LocalDate day) {
    SourceFigures one =
        new SourceFigures(
            row.address(),
            row.mails(),
            row.isPass() ? row.mails() : 0,
            row.dkim() ? row.mails() : 0,
            row.spf() ? row.mails() : 0,
            List.of("quarantine", "reject").contains(row.disposition()) ? row.mails() : 0,
            day,
            day,
            row.sentFor(),
            row.signedBy());
    all.merge(row.address(), one, InMemoryReports::sum);
  }

  private static SourceFigures sum(SourceFigures a, SourceFigures b) {
    return new SourceFigures(
        a.address(),
        a.mails() + b.mails(),
        a.passed() + b.passed(),
        a.dkim() + b.dkim(),
        a.spf() + b.spf(),
        a.rejected() + b.rejected(),
        a.firstDay().isBefore(b.firstDay()) ? a.firstDay() : b.firstDay(),
        a.lastDay().isAfter(b.lastDay()) ? a.lastDay() : b.lastDay(),
        later(a.sentFor(), b.sentFor()),
        later(a.signedBy(), b.signedBy()));
  }

  private static String later(String a, String b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  @Override
  public synchronized List<DayFigures> days(ReportQuery query) {
    Map<LocalDate, List<SourceRow>> byDay = new TreeMap<>();
    matching(query)
        .forEach(
            report ->
                rows(report, query)
                    .forEach(
                        row ->
                            byDay
                                .computeIfAbsent(day(report.head()), d -> new ArrayList<>())
                                .add(row)));
    List<DayFigures> days = new ArrayList<>();
    byDay.forEach((day, rows) -> days.add(figures(day, rows)));
    return days.subList(Math.max(0, days.size() - query.limit()), days.size());
  }

  private static DayFigures figures(LocalDate day, List<SourceRow> rows) {
    return new DayFigures(
        day,
        rows.stream().mapToLong(SourceRow::mails).sum(),
        rows.stream().filter(SourceRow::isPass).mapToLong(SourceRow::mails).sum(),
        rows.stream().filter(SourceRow::dkim).mapToLong(SourceRow::mails).sum(),
        rows.stream().filter(SourceRow::spf).mapToLong(SourceRow::mails).sum(),
        rows.stream().map(SourceRow::address).distinct().count());
  }

  private Stream<KeptReport> matching(ReportQuery query) {
    return kept.values().stream()
        .filter(r -> r.head().tenant().equals(query.tenant()))
        .filter(r -> query.kind().isEmpty() || query.kind().get() == r.head().kind())
        .filter(r -> !day(r.head()).isBefore(query.from()) && !day(r.head()).isAfter(query.to()));
  }

  private static Stream<SourceRow> rows(KeptReport report, ReportQuery query) {
    return report.sources().stream()
        .filter(row -> query.domain().isEmpty() || row.from().equals(query.domain().get()));
  }

  private static boolean isAbout(KeptReport report, String domain) {
    return report.head().domain().equals(domain)
        || report.sources().stream().anyMatch(row -> row.from().equals(domain));
  }

  private static LocalDate day(ReportHead report) {
    return report.period().begin().atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
