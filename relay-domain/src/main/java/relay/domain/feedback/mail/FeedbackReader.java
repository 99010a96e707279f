package relay.domain.feedback.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.feedback.mail.ComplaintReader.Complaint;
import relay.domain.feedback.reply.ReplyClassifier;

/**
 * Tells what a mail that came back is and what it says. Any octets in, a verdict out; never throws.
 * Thread-safe.
 */
public final class FeedbackReader {
  private final ReadingLimits limits;
  private final ReplyClassifier classifier;

  /** With the limits and the rules that come with the relay. */
  public FeedbackReader() {
    this(ReadingLimits.DEFAULT, new ReplyClassifier());
  }

  public FeedbackReader(ReadingLimits limits, ReplyClassifier classifier) {
    this.limits = limits;
    this.classifier = classifier;
  }

  /** Reads a mail, header and body as they came. */
  public MailVerdict read(byte[] mail) {
    return read(mail, classifier);
  }

  /** The same by other rules for what servers say, such as those of a tenant. */
  public MailVerdict read(byte[] mail, ReplyClassifier replies) {
    var recipients = new RecipientReader(replies);
    int length = Math.min(mail.length, limits.octetsMax());
    String raw = new String(mail, 0, length, StandardCharsets.ISO_8859_1);
    MimeReader mime = new MimeReader(raw, limits);
    FeedbackMail taken = FeedbackMail.of(mime, limits);
    List<Fields> returned = taken.returned();
    String token = Tokens.in(mime.header(), returned);
    String messageId = taken.messageId();
    Optional<AmazonNotice> amazon = AmazonNotice.in(taken.noticeText());
    if (amazon.isPresent()) {
      return amazon(amazon.get(), token, recipients);
    }
    Optional<Complaint> complaint =
        ComplaintReader.read(mime.header(), mime.parts(), returned, limits);
    if (complaint.isPresent()) {
      return complaint(complaint.get(), token, messageId);
    }
    BounceReading reading = new BounceReading(taken, recipients, limits);
    Optional<MailKind> report = reading.kind();
    if (report.isPresent()) {
      List<RecipientVerdict> verdicts = reading.verdicts(report.get());
      if (verdicts.isEmpty() && StatusReport.isIn(raw)) {
        FeedbackMail inText = taken.withReportInText(raw, limits);
        verdicts = new BounceReading(inText, recipients, limits).verdicts(report.get());
      }
      return new MailVerdict(report.get(), verdicts, "", token, messageId);
    }
    return new MailVerdict(otherKind(taken), List.of(), "", token, messageId);
  }

  private static MailKind otherKind(FeedbackMail taken) {
    Letterhead head = taken.head();
    String notice = taken.noticeText();
    if (head.asksForProof(notice)) {
      return MailKind.CHALLENGE;
    }
    if (head.tellsNewAddress(notice)) {
      return MailKind.ADDRESS_CHANGE;
    }
    return head.isAutoReply() ? MailKind.AUTO_REPLY : MailKind.OTHER;
  }

  private static MailVerdict amazon(AmazonNotice notice, String token, RecipientReader recipients) {
    List<RecipientVerdict> verdicts = new ArrayList<>();
    boolean complaint = notice.type().equals("complaint");
    for (ReportedRecipient one : notice.recipients()) {
      verdicts.add(
          complaint ? complained(one.address()) : recipients.read(one, one.diagnostic(), ""));
    }
    String type = notice.feedbackType().isEmpty() && complaint ? "abuse" : notice.feedbackType();
    return new MailVerdict(
        complaint ? MailKind.FEEDBACK : MailKind.BOUNCE, verdicts, type, token, notice.messageId());
  }

  private static MailVerdict complaint(Complaint complaint, String token, String messageId) {
    List<RecipientVerdict> verdicts =
        complaint.recipients().stream().map(FeedbackReader::complained).toList();
    return new MailVerdict(MailKind.FEEDBACK, verdicts, complaint.type(), token, messageId);
  }

  private static RecipientVerdict complained(String address) {
    return new RecipientVerdict(address, "", "", RecipientVerdict.COMPLAINT, false, "");
  }
}
