package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a mail for people, up to the mail that it returns within them.
 *
 * @param lines of the notice
 * @param returned header fields of the mail returned in the text; none when there is none
 */
record Notice(List<String> lines, Fields returned) {
  private static final int LINES_MAX = 20_000;
  private static final int LINE_CHARS_MAX = 2000;
  private static final int HEADER_LINES_LOOKED_AT = 60;

  private static final Set<String> USUAL_FIELDS =
      Set.of(
          "received",
          "return-path",
          "message-id",
          "from",
          "to",
          "subject",
          "date",
          "mime-version",
          "delivered-to",
          "dkim-signature",
          "reply-to",
          "content-type",
          "sender",
          "x-mailer",
          "cc",
          "references",
          "in-reply-to",
          "feedback-id",
          "list-id");

  static Notice of(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length() && lines.size() < LINES_MAX) {
      if (beginsHeader(text, at)) {
        return new Notice(lines, Fields.read(text, at, text.length()));
      }
      int eol = Fields.lineEnd(text, at, text.length());
      String line = text.substring(at, Math.min(eol, at + LINE_CHARS_MAX)).stripTrailing();
      lines.add(line);
      at = eol + 1;
    }
    return new Notice(lines, Fields.read("", 0, 0));
  }

  /** All of it. */
  String text() {
    return String.join("\n", lines);
  }

  /**
   * Whether the header of a mail begins here: several of the usual fields, among them one that no
   * person writes. Programs that list subject and recipient of the mail do not get that far.
   */
  private static boolean beginsHeader(String text, int from) {
    String first = nameAt(text, from);
    if (!USUAL_FIELDS.contains(first)) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    int at = from;
    for (int n = 0; n < HEADER_LINES_LOOKED_AT && at < text.length(); n++) {
      int eol = Fields.lineEnd(text, at, text.length());
      if (text.substring(at, Math.min(eol, at + LINE_CHARS_MAX)).isBlank()) {
        break;
      }
      seen.add(nameAt(text, at));
      at = eol + 1;
    }
    int usual = 0;
    for (String name : seen) {
      usual += USUAL_FIELDS.contains(name) ? 1 : 0;
    }
    boolean technical = seen.contains("received") || seen.contains("message-id");
    return usual >= 3 && technical || usual >= 4 && seen.contains("date");
  }

  private static String nameAt(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from < 40
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    boolean isField = end > from && end < text.length() && text.charAt(end) == ':';
    return isField ? text.substring(from, end).toLowerCase(Locale.ROOT) : "";
  }
}
