package relay.domain.tlsreport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When the reports of a day go out. */
public final class ReportTime {
  /** Until then every node has written down what it counted before midnight. */
  static final Duration SETTLING = Duration.ofMinutes(10);

  private ReportTime() {}

  /**
   * From when on the reports of a day are made: a moment of chance (RFC 8460 3: so that receivers
   * do not get those of all senders at once), the same on all nodes.
   */
  public static Instant of(LocalDate day, TlsReportSettings settings) {
    long spread = settings.spread().toSeconds();
    long chance = spread == 0 ? 0 : ReportNames.lot(day + settings.reporter().submitter()) % spread;
    return day.plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plus(SETTLING)
        .plusSeconds(chance);
  }
}
