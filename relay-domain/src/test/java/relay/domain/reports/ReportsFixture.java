package relay.domain.reports;

import java.util.stream.IntStream;

/** Reports for tests of other modules; day 0 is the first of 2026. */
public final class ReportsFixture {
  private ReportsFixture() {}

  /** About so many sources, of which each second fails. */
  public static KeptReport dmarc(String number, String tenant, int day, int sources) {
    SourceRow[] rows =
        IntStream.range(0, sources)
            .mapToObj(
                n ->
                    ReportsContract.row(
                        "10." + n / 65536 + "." + n / 256 % 256 + "." + n % 256,
                        n + 1L,
                        n % 2 == 0,
                        false))
            .toArray(SourceRow[]::new);
    return ReportsContract.report(number, tenant, day, rows);
  }

  public static KeptReport tls(String number, String tenant, int day) {
    return ReportsContract.sessions(number, tenant, day);
  }
}
