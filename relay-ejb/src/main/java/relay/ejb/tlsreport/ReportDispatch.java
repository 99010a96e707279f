package relay.ejb.tlsreport;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueUnavailable;
import relay.domain.tlsreport.OutgoingReport;
import relay.domain.tlsreport.ReportAddress;
import relay.domain.tlsreport.TlsReportSettings;
import relay.domain.tlsreport.TlsReports;
import relay.domain.webhook.PostAttempt;
import relay.ejb.webhook.HttpPost;

/**
 * Hands reports over, one after the other: to a web server, or as a mail to its queue. A crash in
 * between has it done again after the hold; a mail has the same id then and is queued once.
 */
final class ReportDispatch {
  private static final Logger LOG = System.getLogger(ReportDispatch.class.getName());

  /** Longer than a try can take. */
  private static final Duration HOLD = Duration.ofMinutes(10);

  private static final String TYPE = "application/tlsrpt+gzip";
  private final TlsReports reports;
  private final ReportQueue queue;
  private final HttpPost web;
  private final Supplier<TlsReportSettings> settings;
  private final Journal journal;
  private final InstantSource clock;

  ReportDispatch(
      TlsReports reports,
      ReportQueue queue,
      HttpPost web,
      Supplier<TlsReportSettings> settings,
      Journal journal,
      InstantSource clock) {
    this.reports = reports;
    this.queue = queue;
    this.web = web;
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * All that are due.
   *
   * @param isStopped whether the end was asked for meanwhile
   */
  void round(BooleanSupplier isStopped) {
    while (!isStopped.getAsBoolean() && settings.get().isOn()) {
      Optional<OutgoingReport> report = reports.take(clock.instant(), HOLD);
      if (report.isEmpty()) {
        return;
      }
      OutgoingReport after = tried(report.get(), settings.get());
      reports.keep(after);
      if (after.state() == OutgoingReport.State.SENT) {
        tell(after);
      }
    }
  }

  private OutgoingReport tried(OutgoingReport report, TlsReportSettings now) {
    try {
      Optional<ReportAddress> address = ReportAddress.read(report.address());
      if (address.isPresent() && address.get() instanceof ReportAddress.ByMail mail) {
        return queue.put(report, mail.to(), now);
      }
      if (address.isPresent() && address.get() instanceof ReportAddress.ByWeb site) {
        PostAttempt attempt = web.send(site.target(), TYPE, report.packed());
        return attempt.isSuccess()
            ? report.sent(attempt.says(), "", clock.instant())
            : report.troubled(attempt.says(), now.retryFor(), clock.instant());
      }
      return report.troubled("the address cannot be read", now.retryFor(), clock.instant());
    } catch (IOException | JournalUnavailable | QueueUnavailable e) {
      LOG.log(Logger.Level.WARNING, "a TLS report for " + report.domain() + " has to wait", e);
      String why = "it could not be queued: " + e.getMessage();
      return report.troubled(why, now.retryFor(), clock.instant());
    }
  }

  private void tell(OutgoingReport report) {
    Instant now = clock.instant();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.KIND, "tls");
    details.put(EventField.DOMAIN, report.domain());
    details.put(EventField.REPORT_KEY, report.id());
    details.put(EventField.REPLY, report.answer());
    if (!report.queueId().isEmpty()) {
      details.put(EventField.REPORT, report.queueId());
    }
    try {
      journal.write(
          List.of(
              new MailEvent(
                  EventType.REPORT_SENT, now, Optional.empty(), 0, 0, Optional.empty(), details)));
    } catch (JournalUnavailable e) {
      LOG.log(Logger.Level.WARNING, "a TLS report that was sent is not in the journal", e);
    }
  }
}
