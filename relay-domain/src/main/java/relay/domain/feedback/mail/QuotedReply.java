package relay.domain.feedback.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.ReplyLine;
import relay.domain.smtp.EnhancedStatus;

/**
 * A server's reply within a text written for people.
 *
 * @param code 400 to 599, or 0 when there is none
 * @param status the most telling one of the text
 * @param text from the code on; the whole text when there is no code
 */
record QuotedReply(int code, Optional<EnhancedStatus> status, String text) {
  static final QuotedReply NONE = new QuotedReply(0, Optional.empty(), "");
  private static final int TEXT_CHARS_MAX = 600;
  private static final int CODES_MAX = 50;
  private static final int STATUS_REST_CHARS = 80;

  /** Stands for an empty line: the words of a server do not go on after one. */
  private static final char PARAGRAPH = '\u2029';

  /** What stands right before the words of another server. */
  private static final List<String> INTRODUCTIONS =
      List.of(
          "<<<",
          ">>>",
          "said:",
          "reason:",
          "response was:",
          "response:",
          "returned",
          "smtp;",
          "error:",
          "error was",
          "answer:",
          "replied:",
          "with:",
          "to me:",
          "failed:",
          "reply:");

  /** Where the words of another server end. */
  private static final List<String> ENDS =
      List.of(
          "(in reply to",
          "giving up on ",
          "(state ",
          "--- ",
          " >>> ",
          " <<< ",
          "(delivery attempts");

  /** Finds the best one. */
  static QuotedReply in(String text) {
    String flat = paragraphs(text);
    int best = -1;
    int bestScore = 0;
    int seen = 0;
    for (int at = nextCode(flat, 0); at >= 0 && seen < CODES_MAX; at = nextCode(flat, at + 3)) {
      int score = score(flat, at);
      if (score > bestScore) {
        best = at;
        bestScore = score;
      }
      seen++;
    }
    if (best < 0) {
      return withoutCode(flat);
    }
    ReplyLine line = ReplyLine.read(flat.substring(best));
    String words = cut(flat, best);
    Optional<EnhancedStatus> status = line.status().or(() -> firstStatus(words));
    return new QuotedReply(
        line.code(), status.or(() -> firstStatus(flat)).filter(s -> s.statusClass() != 2), words);
  }

  /**
   * {@code Reason: 5.1.1 words}: what stands before it is the notice's own. In {@code words
   * (#5.1.1)} it is the other way round.
   */
  private static QuotedReply withoutCode(String flat) {
    Optional<EnhancedStatus> status = firstStatus(flat);
    int at = status.map(s -> flat.indexOf(s.toString())).orElse(-1);
    boolean introduces =
        at > 0
            && flat.substring(0, at).stripTrailing().endsWith(":")
            && tellsMore(flat.substring(at + status.get().toString().length()));
    return new QuotedReply(0, status, cut(flat, introduces ? at : 0));
  }

  /** Whether there are two words at least, none of them an address. */
  private static boolean tellsMore(String rest) {
    int words = 0;
    for (String word : rest.substring(0, Math.min(rest.length(), STATUS_REST_CHARS)).split(" ")) {
      boolean named = word.indexOf('@') < 0 && word.chars().anyMatch(Character::isLetter);
      words += named ? 1 : 0;
    }
    return words >= 2;
  }

  /** What the server had been told, by the words around its reply. */
  static Moment momentIn(String text) {
    String lower = flat(text).toLowerCase(Locale.ROOT);
    if (hasAny(
        lower,
        "in reply to end of data",
        "after end of data",
        "in reply to data",
        ">>> data",
        "sent the message",
        "for text command",
        "for data command",
        "end of message",
        "after data",
        "data command",
        "to our data",
        "our data:")) {
      return Moment.CONTENT;
    }
    if (hasAny(
        lower,
        "in reply to rcpt",
        "after rcpt to",
        "after rcpt",
        ">>> rcpt",
        "our rcpt to",
        "does not like recipient",
        "for rcpt to",
        "for rcpt command",
        "rcpt to:<",
        "rcpt to generated",
        "recipients was rejected by a remote",
        "rcpt to command")) {
      return Moment.RECIPIENT;
    }
    if (hasAny(
        lower,
        "in reply to mail from",
        "after mail from",
        "after mail command",
        ">>> mail",
        "our mail from",
        "for mail from",
        "for mail command",
        "does not like sender")) {
      return Moment.SENDER;
    }
    return hasAny(lower, "after initial connection", "refused to talk", "greeting", "ehlo", "helo")
        ? Moment.CONNECTION
        : Moment.UNKNOWN;
  }

  /** The first enhanced status in a text that says more than "other"; else the first. */
  static Optional<EnhancedStatus> firstStatus(String text) {
    Optional<EnhancedStatus> general = Optional.empty();
    for (int i = 0; i + 4 < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins = (c == '4' || c == '5') && text.charAt(i + 1) == '.';
      if (begins && (i == 0 || !isPartOfNumber(text.charAt(i - 1)))) {
        Optional<EnhancedStatus> found = ReplyLine.statusAtStart(text.substring(i));
        if (found.isPresent() && found.get().subject() <= 7) {
          if (found.get().subject() != 0 && found.get().detail() != 0) {
            return found;
          }
          general = general.isPresent() ? general : found;
        }
      }
    }
    return general;
  }

  private static boolean isPartOfNumber(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '/' || c == '_';
  }

  private static int score(String flat, int at) {
    int after = at + 3;
    String rest = flat.substring(after, Math.min(flat.length(), after + 14));
    int score = 1;
    if (!rest.isEmpty() && " -".indexOf(rest.charAt(0)) >= 0) {
      score++;
      if (ReplyLine.statusAtStart(rest.substring(1).strip()).isPresent()) {
        score += 4;
      }
    }
    String before = flat.substring(Math.max(0, at - 24), at).stripTrailing();
    String lower = before.toLowerCase(Locale.ROOT);
    for (String introduction : INTRODUCTIONS) {
      if (lower.endsWith(introduction) || lower.endsWith(introduction + " '")) {
        score += 3;
        break;
      }
    }
    return lower.endsWith("port") || lower.endsWith("rfc") || lower.endsWith("id") ? 0 : score;
  }

  /** A number 400 to 599 that stands for itself. */
  private static int nextCode(String text, int from) {
    for (int i = from; i + 2 < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '4' || c == '5')
          && isDigit(text.charAt(i + 1))
          && isDigit(text.charAt(i + 2))
          && (i == 0 || isBorder(text.charAt(i - 1)))
          && (i + 3 == text.length() || isEnd(text.charAt(i + 3)))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBorder(char c) {
    return c <= ' ' || "'\":;<(,#[".indexOf(c) >= 0;
  }

  private static boolean isEnd(char c) {
    return c <= ' ' || "-:,;'#".indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String cut(String flat, int from) {
    int end = Math.min(flat.length(), from + TEXT_CHARS_MAX);
    String words = flat.substring(from, end);
    String lower = words.toLowerCase(Locale.ROOT);
    for (String sign : ENDS) {
      int at = lower.indexOf(sign, 4);
      if (at > 0 && at < words.length()) {
        words = words.substring(0, at);
        lower = lower.substring(0, Math.min(at, lower.length()));
      }
    }
    int paragraph = words.indexOf(PARAGRAPH, 4);
    // Words without a code are a whole notice.
    boolean whole = from == 0 && !ReplyLine.read(words).isCoded();
    words = paragraph > 0 && !whole ? words.substring(0, paragraph) : words;
    return words.replace(PARAGRAPH, ' ').strip();
  }

  private static String paragraphs(String text) {
    StringBuilder marked = new StringBuilder(text.length());
    boolean empty = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        marked.append(empty ? " " + PARAGRAPH + " " : " ");
        empty = true;
      } else {
        empty &= c <= ' ';
        marked.append(c);
      }
    }
    return flat(marked.toString());
  }

  static String flat(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBlank = c <= ' ' || c == '\u00a0';
      if (!isBlank || !blank) {
        out.append(isBlank ? ' ' : c);
      }
      blank = isBlank;
    }
    return out.toString().strip();
  }

  private static boolean hasAny(String text, String... pieces) {
    for (String piece : pieces) {
      if (text.contains(piece)) {
        return true;
      }
    }
    return false;
  }
}
