package relay.domain.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.delivery.Judgement;
import relay.domain.delivery.Report;
import relay.domain.delivery.RetrySchedule;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailDate;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;

/**
 * Writes reports to senders: multipart/report of RFC 6522 with a letter for people, a status part
 * (RFC 3464, RFC 6533), and the mail or its header. A report goes out from the null path, so none
 * is ever written about a report. Thread-safe.
 */
public final class BounceComposer {
  private static final String CRLF = "\r\n";
  private final Supplier<ReportSettings> settings;
  private final RetrySchedule schedule;
  private final String hostName;

  /**
   * @param settings as they are now
   * @param hostName of this relay, for From, Message-ID and Reporting-MTA
   */
  public BounceComposer(
      Supplier<ReportSettings> settings, RetrySchedule schedule, String hostName) {
    this.settings = settings;
    this.schedule = schedule;
    this.hostName = hostName;
  }

  /** The judgement with its reports written. */
  public Conclusion conclude(Judgement judgement) {
    List<MailEvent> events = new ArrayList<>(judgement.events());
    List<QueuedMail> mails = new ArrayList<>();
    judgement.remaining().ifPresent(mails::add);
    mails.addAll(judgement.aside());
    for (Report report : judgement.reports()) {
      ReportMail written = compose(report);
      mails.add(written.mail());
      // A crash may have kept the outcome and lost the beginning of the report's own story.
      if (!report.onRecord()) {
        events.add(written.received());
      }
    }
    return new Conclusion(events, mails);
  }

  /**
   * The mail that carries a report. Its content reads that of the mail it is about.
   *
   * @throws UncheckedIOException when that cannot be read
   */
  public ReportMail compose(Report report) {
    QueuedMail about = report.about();
    EmailAddress sender =
        about
            .envelope()
            .sender()
            .address()
            .orElseThrow(() -> new IllegalArgumentException("no report goes to the null path"));
    try {
      var returned = ReturnedPart.of(report, settings.get());
      boolean international = about.envelope().options().smtpUtf8();
      Content content = content(report, sender, returned, international);
      boolean eightBit = returned.eightBit() || international;
      return mail(report, sender, content, eightBit);
    } catch (IOException e) {
      throw new UncheckedIOException("the mail that a report is about cannot be read", e);
    }
  }

  private Content content(
      Report report, EmailAddress sender, ReturnedPart returned, boolean international) {
    String boundary = "=_report_" + report.id();
    var letter = new LetterPart(report, hostName);
    var status = new StatusPart(report, hostName, international);
    var head = new StringBuilder(4096);
    boolean eightBit = returned.eightBit() || international;
    head.append(header(report, sender, letter.subject(), boundary, eightBit)).append(CRLF);
    head.append("This is a report about your mail in MIME format.").append(CRLF);
    delimiter(head, boundary);
    appendLetter(head, letter.text());
    delimiter(head, boundary);
    String type = international ? "message/global-delivery-status" : "message/delivery-status";
    appendType(head, type, international);
    head.append(status.text());
    delimiter(head, boundary);
    appendType(head, returned.type(), returned.eightBit());
    byte[] before = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] after = (CRLF + "--" + boundary + "--" + CRLF).getBytes(StandardCharsets.US_ASCII);
    return returned.whole()
        ? new EnclosedContent(before, report.about().content(), after)
        : new EnclosedContent(before, Content.of(returned.header()), after);
  }

  private String header(
      Report report, EmailAddress sender, String subject, String boundary, boolean eightBit) {
    String from =
        settings
            .get()
            .from()
            .map(EmailAddress::withAsciiDomain)
            .orElse("MAILER-DAEMON@" + hostName);
    // RFC 3834 5: nobody's automatic answer shall answer this. RFC 3464 2: from the null path.
    return PlainText.field("Date", MailDate.of(report.at()))
        + PlainText.field("From", "Mail Delivery System <" + from + ">")
        + "To: <"
        + (sender.needsSmtpUtf8() ? sender.toString() : sender.withAsciiDomain())
        + ">"
        + CRLF
        + PlainText.field("Subject", subject)
        + "Message-ID: "
        + messageId(report)
        + CRLF
        + "Auto-Submitted: auto-replied"
        + CRLF
        + "MIME-Version: 1.0"
        + CRLF
        // RFC 2045 6.4: the whole is 8bit as soon as one of its parts is.
        + (eightBit ? "Content-Transfer-Encoding: 8bit" + CRLF : "")
        + "Content-Type: multipart/report; report-type=delivery-status;"
        + CRLF
        + " boundary=\""
        + boundary
        + "\""
        + CRLF;
  }

  private String messageId(Report report) {
    return "<" + report.id() + "@" + hostName + ">";
  }

  private static void delimiter(StringBuilder out, String boundary) {
    out.append(CRLF).append("--").append(boundary).append(CRLF);
  }

  private static void appendType(StringBuilder out, String type, boolean eightBit) {
    out.append("Content-Type: ").append(type).append(CRLF);
    if (eightBit) {
      out.append("Content-Transfer-Encoding: 8bit").append(CRLF);
    }
    out.append(CRLF);
  }

  /** Base 64 when it is not ASCII, so that every server can carry it. */
  private static void appendLetter(StringBuilder out, String text) {
    boolean ascii = text.chars().allMatch(c -> c < 128);
    out.append("Content-Type: text/plain; charset=").append(ascii ? "us-ascii" : "utf-8");
    out.append(CRLF).append("Content-Language: en").append(CRLF);
    if (!ascii) {
      out.append("Content-Transfer-Encoding: base64").append(CRLF);
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    out.append(CRLF).append(ascii ? text : Base64.getMimeEncoder().encodeToString(octets));
  }

  private ReportMail mail(Report report, EmailAddress sender, Content content, boolean eightBit) {
    Instant now = report.at();
    Lane lane = report.about().lane() == Lane.OTP ? Lane.OTP : Lane.TRANSACTIONAL;
    MailOptions options = MailOptions.needing(eightBit, sender.needsSmtpUtf8(), false);
    // A report belongs to the stream of its mail, and goes the same way with the same patience.
    MailOwner owner = report.about().owner().withoutCredential();
    Recipient to = new Recipient(sender, Set.of(Notify.NEVER), Optional.empty());
    var mail =
        new QueuedMail(
            new EntryId(report.id(), 0, 0),
            lane,
            owner,
            new Envelope(ReversePath.NULL, List.of(to), options),
            now,
            schedule.expiryOf(owner, lane, now, options),
            Progress.NONE,
            Optional.empty(),
            content);
    return new ReportMail(mail, received(report, mail));
  }

  private MailEvent received(Report report, QueuedMail mail) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.SENDER, "");
    details.put(
        EventField.RECIPIENTS, List.of(mail.envelope().recipients().get(0).address().toString()));
    details.put(EventField.SIZE, mail.content().size());
    details.put(EventField.LANE, mail.lane().label());
    OwnerFields.add(details, mail.owner());
    details.put(EventField.SUBJECT, new LetterPart(report, hostName).subject());
    details.put(EventField.MESSAGE_ID, messageId(report));
    details.put(EventField.REPORT, report.about().entry().mail().text());
    return new MailEvent(
        EventType.RECEIVED,
        mail.acceptedAt(),
        Optional.of(report.id()),
        0,
        0,
        Optional.empty(),
        details);
  }
}
