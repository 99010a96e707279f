package relay.ejb.tlsreport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimKeyLookup.Answer;
import relay.domain.tlsreport.OutgoingReport;
import relay.domain.tlsreport.ReportRecord;
import relay.domain.tlsreport.ReportTime;
import relay.domain.tlsreport.TlsReportDocument;
import relay.domain.tlsreport.TlsReportSettings;
import relay.domain.tlsreport.TlsReports;
import relay.domain.tlsreport.TlsReports.Due;

/**
 * Makes reports of days that are over, for domains that want them, and forgets what was counted of
 * others. Any number of nodes may do this at a time: all would make the same reports, and they are
 * kept once.
 */
final class ReportDay {
  private static final int BATCH = 100;
  private final TlsReports reports;
  private final DkimKeyLookup texts;
  private final Supplier<TlsReportSettings> settings;
  private final InstantSource clock;

  ReportDay(
      TlsReports reports,
      DkimKeyLookup texts,
      Supplier<TlsReportSettings> settings,
      InstantSource clock) {
    this.reports = reports;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * One round over all that is due.
   *
   * @param isStopped whether the end was asked for meanwhile
   */
  void round(BooleanSupplier isStopped) {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    Optional<Due> last = Optional.empty();
    List<Due> due;
    do {
      due = reports.due(today, last, BATCH);
      for (Due each : due) {
        TlsReportSettings now = settings.get();
        if (isStopped.getAsBoolean() || !now.isOn()) {
          return;
        }
        if (!clock.instant().isBefore(ReportTime.of(each.day(), now))) {
          settle(each, now);
        }
        last = Optional.of(each);
      }
    } while (due.size() == BATCH);
  }

  private void settle(Due due, TlsReportSettings now) {
    Answer answer = texts.textsOf(ReportRecord.nameFor(due.domain()));
    Instant at = clock.instant();
    boolean isGivenUp = !at.isBefore(ReportTime.of(due.day(), now).plus(Duration.ofDays(1)));
    if (answer instanceof Answer.Unavailable && !isGivenUp) {
      return;
    }
    Optional<ReportRecord> record =
        answer instanceof Answer.Found found ? ReportRecord.in(found.texts()) : Optional.empty();
    reports.settle(due, record.map(r -> made(due, r, now, at)).orElse(List.of()));
  }

  private List<OutgoingReport> made(
      Due due, ReportRecord record, TlsReportSettings now, Instant at) {
    var counts = reports.of(due.day(), due.domain());
    if (counts.isEmpty()) {
      return List.of(); // another node was faster
    }
    var document = TlsReportDocument.of(due.day(), due.domain(), now.reporter(), counts);
    return record.addresses().stream().map(to -> OutgoingReport.of(document, to, at)).toList();
  }
}
