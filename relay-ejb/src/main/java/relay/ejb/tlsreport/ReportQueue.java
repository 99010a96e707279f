package relay.ejb.tlsreport;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.Journal;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Notify;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailQueues;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.Signatures;
import relay.domain.tlsreport.OutgoingReport;
import relay.domain.tlsreport.Reporter;
import relay.domain.tlsreport.TlsReportMail;
import relay.domain.tlsreport.TlsReportSettings;
import relay.ejb.queues.OwnMails;

/**
 * Puts the mail that carries a report into the transactional lane, which signs it and goes on with
 * it. It asks for no reports of its own, and no TLS policy keeps it back. Thread-safe.
 */
final class ReportQueue {
  private static final Lane LANE = Lane.TRANSACTIONAL;
  private static final MailOwner OWNER = MailOwner.of(LANE);
  private final DkimSigner signer;
  private final OwnMails mails;
  private final InstantSource clock;

  ReportQueue(DkimSigner signer, Journal journal, MailQueues queues, InstantSource clock) {
    this.signer = signer;
    this.mails = new OwnMails(journal, queues);
    this.clock = clock;
  }

  /**
   * Queues the mail; the report as it stands then.
   *
   * @throws IOException when what is in memory cannot be read
   * @throws relay.domain.journal.JournalUnavailable when nothing could be written down
   * @throws relay.domain.queue.QueueUnavailable when it may or may not be queued; with the same
   *     report again it is queued once
   */
  OutgoingReport put(OutgoingReport report, EmailAddress to, TlsReportSettings settings)
      throws IOException {
    Reporter reporter = settings.reporter();
    Instant made = report.createdAt();
    QueueId id = QueueId.derived(made, "tls report " + report.id());
    Content content = TlsReportMail.of(report, reporter, to, id, made);
    Signatures signatures = signer.preview(OWNER.tenant(), content);
    if (signatures.keys().isEmpty()) {
      // RFC 8460 5.3: receivers take no other.
      String why = "it would not be signed: " + signatures.remark() + "; see tls-reports.from";
      return report.troubled(why, settings.retryFor(), clock.instant());
    }
    Recipient recipient = new Recipient(to, Set.of(Notify.NEVER), Optional.empty());
    var mail =
        new QueuedMail(
            new EntryId(id, 0, 0),
            LANE,
            OWNER,
            new Envelope(
                ReversePath.of(reporter.from()), List.of(recipient), MailOptions.waivingTls()),
            made,
            made.plus(settings.retryFor()),
            Progress.NONE,
            Optional.empty(),
            content);
    mails.put(
        mail, "Report Domain: " + report.domain(), Map.of(EventField.REPORT_KEY, report.id()));
    return report.sent("queued", id.text(), clock.instant());
  }
}
