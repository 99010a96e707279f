package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * A mail that came back, taken apart.
 *
 * @param header of the mail itself
 * @param notice the words for people
 * @param noticeText the same in one, without the mail returned in them
 * @param reported what the machine-readable part says
 * @param returned headers of the mails that it returns
 */
record FeedbackMail(
    Fields header,
    Letterhead head,
    Notice notice,
    String noticeText,
    List<ReportedRecipient> reported,
    List<Fields> returned) {
  /** A report about thousands of recipients is long, and every line of it counts. */
  private static final int REPORT_CHARS_MAX = 8 * 1024 * 1024;

  /**
   * The same with what a report says that stands whole within its text, as postmasters pass it on.
   */
  FeedbackMail withReportInText(String raw, ReadingLimits limits) {
    return new FeedbackMail(
        header, head, notice, noticeText, StatusReport.read(raw, limits.recipientsMax()), returned);
  }

  static FeedbackMail of(MimeReader mime, ReadingLimits limits) {
    StringBuilder plain = new StringBuilder();
    StringBuilder html = new StringBuilder();
    List<ReportedRecipient> reported = new ArrayList<>();
    List<Fields> returned = new ArrayList<>();
    for (MimePart part : mime.parts()) {
      if (part.isReturnedMail()) {
        returned.add(headerOf(part, limits));
      } else if (part.isStatusReport()) {
        String text = PartText.of(part, REPORT_CHARS_MAX);
        reported.addAll(StatusReport.read(text, limits.recipientsMax() - reported.size()));
      } else if (part.isHtml()) {
        append(html, HtmlText.of(PartText.of(part, limits.textCharsMax())), limits);
      } else if (part.isPlain()) {
        append(plain, PartText.of(part, limits.textCharsMax()), limits);
      } else if (!part.type().startsWith("image/") && StatusReport.isIn(head(part))) {
        reported.addAll(
            StatusReport.read(
                PartText.of(part, limits.textCharsMax()),
                limits.recipientsMax() - reported.size()));
      }
    }
    Notice notice = Notice.of(plain.toString().isBlank() ? html.toString() : plain.toString());
    if (!notice.returned().list().isEmpty()) {
      returned.add(notice.returned());
    }
    String text = notice.text();
    if (reported.isEmpty() && StatusReport.isIn(text)) {
      reported.addAll(StatusReport.read(text, limits.recipientsMax()));
    }
    return new FeedbackMail(
        mime.header(), new Letterhead(mime.header()), notice, text, reported, returned);
  }

  /** Of the mail that was sent; empty when this one does not tell. */
  String messageId() {
    for (Fields fields : returned) {
      String id = Tokens.messageId(fields.first("Message-ID"));
      if (!id.isEmpty()) {
        return id;
      }
    }
    for (String name : List.of("X-Original-Message-ID", "In-Reply-To", "References")) {
      String id = Tokens.messageId(header.first(name));
      if (!id.isEmpty()) {
        return id;
      }
    }
    return messageIdInNotice();
  }

  /** Some programs lay out the fields of the mail for people: {@code Message-ID: <...>}. */
  private String messageIdInNotice() {
    for (String line : notice.lines()) {
      String told = line.strip();
      int colon = told.indexOf(':');
      String name = colon > 0 ? told.substring(0, colon).strip() : "";
      if (name.equalsIgnoreCase("Message-ID") || name.equalsIgnoreCase("Original message ID")) {
        return Tokens.messageId(told.substring(colon + 1).strip());
      }
    }
    return "";
  }

  private static Fields headerOf(MimePart part, ReadingLimits limits) {
    String text = PartText.of(part, limits.textCharsMax());
    int at = 0;
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
    return Fields.read(text, at, text.length());
  }

  private static String head(MimePart part) {
    return part.body().substring(0, Math.min(part.body().length(), 4096));
  }

  private static void append(StringBuilder all, String text, ReadingLimits limits) {
    int room = Math.max(0, limits.textCharsMax() - all.length());
    all.append(text, 0, Math.min(text.length(), room)).append('\n');
  }
}
