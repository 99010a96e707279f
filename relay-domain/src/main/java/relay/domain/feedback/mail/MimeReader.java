package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes a mail apart (RFC 2046), whatever its state: boundaries missing, never closed, never
 * announced. Mails within the mail stay whole. For one mail; not thread-safe.
 */
final class MimeReader {
  private static final String DASHES = "--";
  private static final int BOUNDARY_CHARS_MAX = 200;

  private final String mail;
  private final ReadingLimits limits;
  private final List<MimePart> parts = new ArrayList<>();
  private final Fields header;

  /**
   * Reads a mail.
   *
   * @param mail an octet a character
   */
  MimeReader(String mail, ReadingLimits limits) {
    this.mail = mail;
    this.limits = limits;
    header = Fields.read(mail, start(), mail.length());
    part(header, header.end(), mail.length(), 0);
  }

  Fields header() {
    return header;
  }

  /** The leaves, in their order. */
  List<MimePart> parts() {
    return parts;
  }

  /** After empty lines and the envelope line of a mailbox file. */
  private int start() {
    int at = 0;
    while (at < mail.length() && (mail.charAt(at) == '\n' || mail.charAt(at) == '\r')) {
      at++;
    }
    if (mail.startsWith("From ", at) || mail.startsWith(">From ", at)) {
      at = Math.min(mail.length(), Fields.lineEnd(mail, at, mail.length()) + 1);
    }
    return at;
  }

  private void part(Fields fields, int from, int to, int depth) {
    String contentType = fields.first("Content-Type");
    String type = typeOf(contentType);
    if (type.startsWith("multipart/") && depth < limits.depthMax()) {
      String boundary =
          Fields.parameter(contentType, "boundary")
              .filter(b -> !b.isBlank() && isThere(b, from, to))
              .orElseGet(() -> boundaryIn(from, to));
      if (!boundary.isEmpty()) {
        multipart(DASHES + boundary, from, to, depth);
        return;
      }
    }
    if (parts.size() < limits.partsMax()) {
      parts.add(new MimePart(fields, type, mail.substring(from, to)));
    }
  }

  private boolean isThere(String boundary, int from, int to) {
    int at = mail.indexOf(DASHES + boundary, from);
    return at >= 0 && at < to;
  }

  private void multipart(String delimiter, int from, int to, int depth) {
    int start = -1;
    int at = from;
    while (at < to && parts.size() < limits.partsMax()) {
      int eol = Fields.lineEnd(mail, at, to);
      if (mail.startsWith(delimiter, at)) {
        if (start >= 0) {
          within(start, at, depth);
        }
        start = Math.min(eol + 1, to);
        if (mail.startsWith(DASHES, at + delimiter.length()) && isAlone(at, delimiter, eol)) {
          return;
        }
      }
      at = eol + 1;
    }
    if (start >= 0 && start < to) {
      within(start, to, depth);
    }
  }

  private boolean isAlone(int at, String delimiter, int eol) {
    return mail.substring(at + delimiter.length() + DASHES.length(), eol).isBlank();
  }

  private void within(int from, int to, int depth) {
    Fields fields = Fields.read(mail, from, to);
    // A part may begin with the mail that it returns, with no fields of its own.
    boolean bare = fields.first("Content-Type").isEmpty() && fields.has("Received");
    if (bare && parts.size() < limits.partsMax()) {
      parts.add(new MimePart(fields, "message/rfc822", mail.substring(from, to)));
    } else {
      part(fields, fields.end(), to, depth + 1);
    }
  }

  /** What must be the boundary where none is announced. */
  private String boundaryIn(int from, int to) {
    int at = from;
    while (at < to) {
      int eol = Fields.lineEnd(mail, at, to);
      if (mail.startsWith(DASHES, at) && eol - at > 6 && eol - at < BOUNDARY_CHARS_MAX) {
        String line = mail.substring(at + 2, eol).stripTrailing();
        int next = Math.min(eol + 1, to);
        if (line.indexOf(' ') < 0 && mail.regionMatches(true, next, "Content-", 0, 8)) {
          return line;
        }
      }
      at = eol + 1;
    }
    return "";
  }

  private static String typeOf(String contentType) {
    int end = 0;
    while (end < contentType.length() && "; \t(".indexOf(contentType.charAt(end)) < 0) {
      end++;
    }
    String type = contentType.substring(0, end).toLowerCase(Locale.ROOT);
    return type.isEmpty() ? "text/plain" : type;
  }
}
