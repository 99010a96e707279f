package relay.ejb.tlsreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.journal.Journal;
import relay.domain.queue.MailQueues;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimSigner;
import relay.domain.tlsreport.ReportPreview;
import relay.domain.tlsreport.SessionTally;
import relay.domain.tlsreport.TlsReports;
import relay.ejb.database.Database;
import relay.ejb.webhook.HttpPost;

/** Makes who counts sessions, keeps the counts, and reports them. */
@ApplicationScoped
public class TlsReportProducer {

  /** Stands on the mail path: no proxy. */
  @Produces
  @Singleton
  SessionTally tally(CurrentConfiguration configuration, InstantSource clock) {
    return new SessionTally(() -> configuration.get().tlsReports(), clock);
  }

  @Produces
  @Singleton
  TlsReports reports(Database database) {
    return new DatabaseTlsReports(database);
  }

  /** Found by the prune job as rows that age. */
  @Produces
  @Singleton
  OldTlsReports oldReports(Database database, CurrentConfiguration configuration) {
    return new OldTlsReports(database, () -> configuration.get().tlsReports().keptFor());
  }

  @Produces
  @Singleton
  TallyKeeping keeping(SessionTally tally, TlsReports reports, CurrentConfiguration configuration) {
    return new TallyKeeping(tally, reports, () -> configuration.get().tlsReports());
  }

  @Produces
  @Singleton
  ReportDay day(
      TlsReports reports,
      DkimKeyLookup texts,
      CurrentConfiguration configuration,
      InstantSource clock) {
    return new ReportDay(reports, texts, () -> configuration.get().tlsReports(), clock);
  }

  /** For diagnosis. */
  @Produces
  @Singleton
  ReportPreview preview(
      TlsReports reports,
      SessionTally tally,
      DkimKeyLookup texts,
      CurrentConfiguration configuration,
      InstantSource clock) {
    return new ReportPreview(reports, tally, texts, () -> configuration.get().tlsReports(), clock);
  }

  @Produces
  @Singleton
  ReportDispatch dispatch(
      TlsReports reports,
      DkimSigner signer,
      MailQueues queues,
      HttpPost web,
      CurrentConfiguration configuration,
      Journal journal,
      InstantSource clock) {
    return new ReportDispatch(
        reports,
        new ReportQueue(signer, journal, queues, clock),
        web,
        () -> configuration.get().tlsReports(),
        journal,
        clock);
  }
}
