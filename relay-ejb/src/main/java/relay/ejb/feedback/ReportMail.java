package relay.ejb.feedback;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.feedback.event.FeedbackJudge;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueuedMail;
import relay.domain.reports.ReportHead;
import relay.domain.reports.ReportIntake;
import relay.domain.reports.ReportIntake.Taken;

/** Mails that bring reports about our domains. Thread-safe. */
final class ReportMail {
  private static final String STREAM = "reports";
  private final ReportIntake intake;

  ReportMail(ReportIntake intake) {
    this.intake = intake;
  }

  /**
   * What follows from a mail at one of the report addresses of a tenant: the report is kept when
   * this returns, and what is read again after a crash is known.
   *
   * @param provenBy the domain that is proven to have sent it; empty when none is
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  MailEvent read(QueuedMail mail, String tenant, String provenBy, Instant now) throws IOException {
    byte[] octets;
    try (InputStream in = mail.content().open()) {
      octets = in.readNBytes(intake.octetsToRead());
    }
    Taken taken = intake.take(octets, tenant, ReportHead.BY_MAIL, provenBy, now);
    if (taken instanceof Taken.Kept kept) {
      return received(mail, kept.report(), now);
    }
    String why =
        taken instanceof Taken.Refused refused
            ? "no report that counts: " + refused.reason()
            : "report " + ((Taken.Known) taken).report().id() + " was known already";
    return ignored(mail, tenant, why, now);
  }

  private static MailEvent received(QueuedMail mail, ReportHead report, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    OwnerFields.addForeign(details, owner(report.tenant()));
    details.put(EventField.KIND, report.kind().word());
    details.put(EventField.DOMAIN, report.domain());
    details.put(EventField.REPORTER, report.organization());
    details.put(EventField.REPORT_KEY, report.id());
    details.put(EventField.SOURCE, FeedbackJudge.BY_MAIL);
    return event(EventType.REPORT_RECEIVED, mail, details, now);
  }

  private static MailEvent ignored(QueuedMail mail, String tenant, String why, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    OwnerFields.addForeign(details, owner(tenant));
    details.put(EventField.REASON, why);
    details.put(EventField.SOURCE, FeedbackJudge.BY_MAIL);
    return event(EventType.FEEDBACK_IGNORED, mail, details, now);
  }

  private static MailOwner owner(String tenant) {
    return new MailOwner(tenant, STREAM, "");
  }

  private static MailEvent event(
      EventType type, QueuedMail mail, Map<String, Object> details, Instant now) {
    return new MailEvent(
        type, now, Optional.of(mail.entry().mail()), 0, 0, Optional.empty(), details);
  }
}
