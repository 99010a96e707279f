package relay.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.reports.Reports.Keeping;
import relay.domain.verification.report.Period;

/** What every keeper of reports does. */
public interface ReportsContract {
  LocalDate FIRST = LocalDate.of(2026, 1, 1);
  int ROOM = 1000;

  /** Empty at the start of each test. */
  Reports reports();

  @Test
  default void shouldGiveBackAReportAsItWasKept() {
    KeptReport dmarc = report("a1", "acme", 0, row("192.0.2.1", 40, true, false));
    KeptReport tls = sessions("b2", "acme", 1);

    assertThat(reports().keep(dmarc, ROOM)).isEqualTo(Keeping.KEPT);
    assertThat(reports().keep(tls, ROOM)).isEqualTo(Keeping.KEPT);

    assertThat(reports().find("acme", dmarc.head().id())).contains(dmarc);
    assertThat(reports().find("acme", tls.head().id())).contains(tls);
  }

  @Test
  default void shouldKeepTheSameReportOnce() {
    KeptReport first = report("a1", "acme", 0, row("192.0.2.1", 40, true, false));
    reports().keep(first, ROOM);

    assertThat(reports().keep(report("a1", "acme", 0, row("192.0.2.9", 7, true, true)), ROOM))
        .isEqualTo(Keeping.KNOWN);

    assertThat(reports().find("acme", first.head().id())).contains(first);
    assertThat(reports().days(query("acme", 50)).get(0).mails()).isEqualTo(40);
  }

  @Test
  default void shouldKeepTenantsApart() {
    KeptReport acme = report("a1", "acme", 0, row("192.0.2.1", 40, true, false));
    reports().keep(acme, ROOM);
    reports().keep(report("b1", "other", 0, row("192.0.2.2", 2, false, false)), ROOM);

    assertThat(reports().list(query("other", 50)).reports())
        .extracting(ReportHead::tenant)
        .containsExactly("other");
    assertThat(reports().find("other", acme.head().id())).isEmpty();
    assertThat(reports().sources(query("other", 50), false))
        .extracting(SourceFigures::address)
        .containsExactly("192.0.2.2");
    assertThat(reports().days(query("nobody", 50))).isEmpty();
  }

  @Test
  default void shouldHaveRoomForSoManyRowsOfATenantAndNoMore() {
    SourceRow[] three =
        IntStream.range(1, 4)
            .mapToObj(n -> row("192.0.2." + n, n, true, true))
            .toArray(SourceRow[]::new);
    reports().keep(report("a1", "acme", 0, three), 4);

    assertThat(reports().keep(report("a2", "acme", 1, three), 4)).isEqualTo(Keeping.FULL);
    assertThat(reports().keep(report("a3", "acme", 1, three[0]), 4)).isEqualTo(Keeping.KEPT);
    assertThat(reports().keep(report("b1", "other", 0, three), 4)).isEqualTo(Keeping.KEPT);
    assertThat(reports().list(query("acme", 50)).reports()).hasSize(2);
  }

  @Test
  default void shouldListReportsByPagesTheNewestDaysFirst() {
    for (int n = 0; n < 7; n++) {
      reports().keep(report("c" + n, "acme", n / 2, row("192.0.2.1", 1, true, true)), ROOM);
    }
    List<ReportHead> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      ReportPage page =
          reports()
              .list(
                  new ReportQuery(
                      "acme",
                      Optional.empty(),
                      Optional.empty(),
                      FIRST,
                      FIRST.plusDays(9),
                      cursor,
                      3));
      all.addAll(page.reports());
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(all).hasSize(7).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(report -> report.period().begin())
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  default void shouldFindNothingAfterACursorThatItDoesNotKnow() {
    reports().keep(report("a1", "acme", 0, row("192.0.2.1", 1, true, true)), ROOM);

    ReportQuery gone =
        new ReportQuery(
            "acme",
            Optional.empty(),
            Optional.empty(),
            FIRST,
            FIRST.plusDays(9),
            Optional.of("f".repeat(32)),
            10);

    assertThat(reports().list(gone).reports()).isEmpty();
  }

  @Test
  default void shouldSumUpEachSourceOverAllReports() {
    reports()
        .keep(
            report(
                "a1",
                "acme",
                0,
                row("192.0.2.1", 40, true, false),
                row("192.0.2.1", 5, false, true),
                row("198.51.100.66", 3, false, false)),
            ROOM);
    reports().keep(report("a2", "acme", 2, row("192.0.2.1", 10, false, false)), ROOM);

    List<SourceFigures> all = reports().sources(query("acme", 50), false);

    assertThat(all)
        .extracting(SourceFigures::address)
        .containsExactly("192.0.2.1", "198.51.100.66");
    SourceFigures first = all.get(0);
    assertThat(List.of(first.mails(), first.passed(), first.dkim(), first.spf(), first.rejected()))
        .containsExactly(55L, 45L, 40L, 5L, 10L);
    assertThat(first.firstDay()).isEqualTo(FIRST);
    assertThat(first.lastDay()).isEqualTo(FIRST.plusDays(2));
    assertThat(first.owner()).contains("esp.example");
    assertThat(reports().sources(query("acme", 50), true))
        .extracting(SourceFigures::address)
        .containsExactly("198.51.100.66");
    assertThat(reports().sources(query("acme", 1), false)).hasSize(1);
  }

  @Test
  default void shouldTellTheTrendByDay() {
    reports().keep(report("a1", "acme", 1, row("192.0.2.1", 4, true, false)), ROOM);
    reports().keep(report("a2", "acme", 1, row("192.0.2.1", 6, false, false)), ROOM);
    reports().keep(report("a3", "acme", 3, row("192.0.2.2", 8, true, true)), ROOM);
    reports().keep(sessions("b1", "acme", 1), ROOM);

    List<DayFigures> days = reports().days(query("acme", 50));

    assertThat(days)
        .containsExactly(
            new DayFigures(FIRST.plusDays(1), 10, 4, 4, 0, 1),
            new DayFigures(FIRST.plusDays(3), 8, 8, 8, 8, 1));
    assertThat(reports().days(query("acme", 1)))
        .extracting(DayFigures::day)
        .containsExactly(FIRST.plusDays(3));
  }

  @Test
  default void shouldFindWhatIsAboutADomainAKindOrATime() {
    reports().keep(report("a1", "acme", 0, row("192.0.2.1", 4, true, false)), ROOM);
    reports().keep(report("a2", "acme", 5, of("news.acme.example")), ROOM);
    reports().keep(sessions("b1", "acme", 0), ROOM);

    assertThat(ids(asked(Optional.of(ReportKind.TLS), Optional.empty(), 9))).containsExactly("b1");
    assertThat(ids(asked(Optional.empty(), Optional.of("news.acme.example"), 9)))
        .containsExactly("a2");
    assertThat(ids(asked(Optional.of(ReportKind.DMARC), Optional.of("acme.example"), 4)))
        .containsExactly("a1");
    assertThat(
            reports().sources(asked(Optional.empty(), Optional.of("news.acme.example"), 9), false))
        .extracting(SourceFigures::address)
        .containsExactly("203.0.113.9");
  }

  private List<String> ids(ReportQuery query) {
    return reports().list(query).reports().stream().map(ReportHead::reportId).toList();
  }

  private static ReportQuery asked(
      Optional<ReportKind> kind, Optional<String> domain, int lastDay) {
    return new ReportQuery(
        "acme", kind, domain, FIRST, FIRST.plusDays(lastDay), Optional.empty(), 50);
  }

  static ReportQuery query(String tenant, int limit) {
    return new ReportQuery(
        tenant,
        Optional.empty(),
        Optional.empty(),
        FIRST,
        FIRST.plusDays(9),
        Optional.empty(),
        limit);
  }

  static SourceRow row(String address, long mails, boolean dkim, boolean spf) {
    return new SourceRow(
        address,
        mails,
        dkim,
        spf,
        dkim || spf ? "none" : "reject",
        "acme.example",
        "bounce.esp.example",
        dkim || spf ? "esp.example" : "",
        dkim ? "acme.example" : "");
  }

  private static SourceRow of(String from) {
    return new SourceRow("203.0.113.9", 1, true, true, "", from, "", "", from);
  }

  static KeptReport report(String number, String tenant, int day, SourceRow... rows) {
    long mails = List.of(rows).stream().mapToLong(SourceRow::mails).sum();
    return new KeptReport(
        head(number, tenant, day, ReportKind.DMARC, mails), "p=none", List.of(rows), List.of());
  }

  static KeptReport sessions(String number, String tenant, int day) {
    return new KeptReport(
        head(number, tenant, day, ReportKind.TLS, 9),
        "mode: enforce",
        List.of(),
        List.of(
            new SessionRow("sts", "", "", "", "", 7),
            new SessionRow(
                "sts", "certificate-expired", "192.0.2.1", "mx.acme.example", "why", 2)));
  }

  private static ReportHead head(
      String number, String tenant, int day, ReportKind kind, long total) {
    Instant begin = FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
    return new ReportHead(
        (number + "0".repeat(32)).substring(0, 32),
        tenant,
        kind,
        "acme.example",
        "Receiver",
        "dmarc@receiver.example",
        number,
        new Period(begin, begin.plusSeconds(86399)),
        begin.plusSeconds(100_000),
        ReportHead.BY_MAIL,
        "receiver.example",
        total,
        total / 2);
  }
}
