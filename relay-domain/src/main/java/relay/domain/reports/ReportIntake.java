package relay.domain.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.verification.report.Period;
import relay.domain.verification.report.ReceivedReportSettings;
import relay.domain.verification.report.ReportReader;
import relay.domain.verification.report.ReportReading;

/**
 * Takes reports for a tenant: reads them, whatever the octets are, and keeps the share that is the
 * tenant's. Thread-safe.
 */
public final class ReportIntake {
  /** Clocks differ, and reporters think in their own days. */
  private static final Duration FUTURE_MAX = Duration.ofDays(2);

  private final ReportReader reader;
  private final long octetsMax;
  private final CurrentTenancy tenancy;
  private final Reports reports;
  private final Supplier<KeptReportSettings> settings;

  public ReportIntake(
      ReceivedReportSettings reading,
      CurrentTenancy tenancy,
      Reports reports,
      Supplier<KeptReportSettings> settings) {
    this.reader = new ReportReader(reading);
    this.octetsMax = reading.packedOctetsMax();
    this.tenancy = tenancy;
    this.reports = reports;
    this.settings = settings;
  }

  /** What came of a report. */
  public sealed interface Taken {
    /** It counts from now on. */
    record Kept(ReportHead report) implements Taken {}

    /** It was here already; nothing changed. */
    record Known(ReportHead report) implements Taken {}

    /**
     * Nothing of it is kept.
     *
     * @param reason one sentence for the postmaster
     */
    record Refused(String reason) implements Taken {}
  }

  /** How many octets are worth reading: one more than a report may have. */
  public int octetsToRead() {
    return (int) Math.min(Integer.MAX_VALUE - 8, octetsMax + 1);
  }

  /**
   * Takes a report that came as it is, packed, or within a mail.
   *
   * @param tenant whose share is kept
   * @param source as {@link ReportHead} has it
   * @param provenBy the domain that is proven to have sent it; empty when none is
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  public Taken take(byte[] octets, String tenant, String source, String provenBy, Instant now) {
    ReportReading reading = reader.read(octets);
    if (reading instanceof ReportReading.Refused refused) {
      return new Taken.Refused(refused.reason());
    }
    var share =
        new ReportShare(
            new TenantDomains(tenancy.get(), tenant),
            new ReportShare.Came(tenant, source, provenBy, now));
    KeptReport report =
        reading instanceof ReportReading.Dmarc dmarc
            ? share.of(dmarc.report())
            : share.of(((ReportReading.Tls) reading).report());
    if (report.rows() == 0) {
      return new Taken.Refused("nothing in it is about a verified domain of tenant " + tenant);
    }
    return timely(report.head().period(), now)
        ? keep(report)
        : new Taken.Refused(
            "its time is not within received-reports.kept-for, or its end is before its begin");
  }

  private boolean timely(Period period, Instant now) {
    return !period.end().isBefore(period.begin())
        && period.begin().isAfter(now.minus(settings.get().keptFor()))
        && period.end().isBefore(now.plus(FUTURE_MAX));
  }

  private Taken keep(KeptReport report) {
    return switch (reports.keep(report, settings.get().rowsMax())) {
      case KEPT -> new Taken.Kept(report.head());
      case KNOWN -> new Taken.Known(report.head());
      case FULL ->
          new Taken.Refused(
              "tenant "
                  + report.head().tenant()
                  + " has as many rows of reports as received-reports.rows-max allows");
    };
  }
}
