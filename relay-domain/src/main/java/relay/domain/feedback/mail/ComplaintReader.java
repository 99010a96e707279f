package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads complaints: the form of RFC 5965 and RFC 6591, whole or in pieces, and the mails of
 * Microsoft that are nothing but the mail complained of under a few fields of their own. Whom it is
 * about is often left out or painted over; then the token in the returned header tells.
 */
final class ComplaintReader {
  private static final List<String> WORDS = WordLists.named("complaints");
  private static final String TYPE = "Feedback-Type";
  private static final String MICROSOFT_RECIPIENT = "X-HmXmrOriginalRecipient";
  private static final String ABUSE = "abuse";
  private static final int RECIPIENTS_MAX = 1000;

  private ComplaintReader() {}

  /**
   * A complaint.
   *
   * @param type in small letters, such as abuse or auth-failure
   */
  record Complaint(String type, List<String> recipients) {}

  /**
   * The complaint that a mail is, if it is one.
   *
   * @param returned headers of the mails within it
   */
  static Optional<Complaint> read(
      Fields header, List<MimePart> parts, List<Fields> returned, ReadingLimits limits) {
    for (MimePart part : parts) {
      if (part.isFeedbackReport()) {
        String text = PartText.of(part, limits.textCharsMax()).stripLeading();
        return Optional.of(complaint(Fields.read(text, 0, text.length()), returned));
      }
    }
    Optional<Fields> loose = looseReport(parts, limits);
    if (loose.isPresent()) {
      return Optional.of(complaint(loose.get(), returned));
    }
    return microsoft(header, parts, returned)
        .or(() -> withoutMachinePart(header, parts, returned, limits));
  }

  private static Complaint complaint(Fields report, List<Fields> returned) {
    String type = report.first(TYPE).toLowerCase(Locale.ROOT).strip();
    Set<String> recipients = new LinkedHashSet<>();
    for (String name : List.of("Original-Rcpt-To", "Removal-Recipient", "Original-Recipient")) {
      if (recipients.isEmpty()) {
        report.all(name).forEach(v -> add(recipients, v));
      }
    }
    return new Complaint(type.isEmpty() ? ABUSE : word(type), orReturned(recipients, returned));
  }

  /** The fields of a report in a part that is called something else. */
  private static Optional<Fields> looseReport(List<MimePart> parts, ReadingLimits limits) {
    for (MimePart part : parts) {
      boolean readable = !part.isReturnedMail() && !part.isHtml();
      if (readable && containsIgnoringCase(part.body(), "feedback-type:")) {
        String text = PartText.of(part, limits.textCharsMax());
        int at = lineWith(text, TYPE + ":");
        Fields fields = at < 0 ? null : Fields.read(text, groupStart(text, at), text.length());
        if (fields != null
            && fields.has(TYPE)
            && (fields.has("User-Agent") || fields.has("Version"))) {
          return Optional.of(fields);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Microsoft's junk mail reports: with the recipient in a field once, with nothing of it later.
   */
  private static Optional<Complaint> microsoft(
      Fields header, List<MimePart> parts, List<Fields> returned) {
    String from = header.first("From").toLowerCase(Locale.ROOT);
    String subject = header.first("Subject").toLowerCase(Locale.ROOT);
    boolean named =
        header.has(MICROSOFT_RECIPIENT)
            || returned.stream().anyMatch(f -> f.has(MICROSOFT_RECIPIENT));
    boolean staff =
        from.contains("staff@hotmail.com")
            || from.contains("staff@outlook.com")
            || from.contains("jmrp@")
            || from.contains("@jmrp");
    boolean complaint =
        named
            || staff
                && (subject.contains("complaint")
                    || parts.stream().anyMatch(MimePart::isReturnedMail));
    if (!complaint) {
      return Optional.empty();
    }
    Set<String> recipients = new LinkedHashSet<>();
    header.all(MICROSOFT_RECIPIENT).forEach(v -> add(recipients, v));
    returned.forEach(f -> f.all(MICROSOFT_RECIPIENT).forEach(v -> add(recipients, v)));
    return Optional.of(new Complaint(ABUSE, orReturned(recipients, returned)));
  }

  /** A report of which only the words for people and the mail were left over. */
  private static Optional<Complaint> withoutMachinePart(
      Fields header, List<MimePart> parts, List<Fields> returned, ReadingLimits limits) {
    String contentType = header.first("Content-Type").toLowerCase(Locale.ROOT);
    boolean announced = contentType.contains("feedback-report");
    boolean told = false;
    if (!announced && !returned.isEmpty()) {
      for (MimePart part : parts) {
        if (part.isPlain()) {
          String lower = PartText.of(part, limits.textCharsMax()).toLowerCase(Locale.ROOT);
          told |= WORDS.stream().anyMatch(lower::contains);
        }
      }
    }
    return announced || told
        ? Optional.of(new Complaint(ABUSE, orReturned(new LinkedHashSet<>(), returned)))
        : Optional.empty();
  }

  private static List<String> orReturned(Set<String> recipients, List<Fields> returned) {
    for (Fields fields : returned) {
      if (recipients.isEmpty()) {
        add(recipients, fields.first("To"));
      }
    }
    return new ArrayList<>(recipients);
  }

  private static void add(Set<String> recipients, String value) {
    for (Addresses.Found found : Addresses.in(value, RECIPIENTS_MAX)) {
      if (recipients.size() < RECIPIENTS_MAX) {
        recipients.add(found.address());
      }
    }
  }

  private static String word(String type) {
    int end = 0;
    while (end < type.length()
        && (Character.isLetterOrDigit(type.charAt(end)) || type.charAt(end) == '-')) {
      end++;
    }
    return end == 0 ? ABUSE : type.substring(0, end);
  }

  private static boolean containsIgnoringCase(String text, String piece) {
    return text.toLowerCase(Locale.ROOT).contains(piece);
  }

  private static int lineWith(String text, String name) {
    int at = 0;
    while (at < text.length()) {
      if (text.regionMatches(true, at, name, 0, name.length())) {
        return at;
      }
      at = Fields.lineEnd(text, at, text.length()) + 1;
    }
    return -1;
  }

  /** Back to after the last empty line: fields may stand before the one that was found. */
  private static int groupStart(String text, int from) {
    int empty = Math.max(text.lastIndexOf("\n\n", from), text.lastIndexOf("\n\r\n", from));
    int start = Math.max(0, empty);
    while (start < from && text.charAt(start) <= ' ') {
      start++;
    }
    return start;
  }
}
