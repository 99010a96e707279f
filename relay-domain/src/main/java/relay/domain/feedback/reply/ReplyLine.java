package relay.domain.feedback.reply;

import java.util.Optional;
import relay.domain.smtp.EnhancedStatus;

/**
 * A reply as people write it down and as reports quote it: {@code 550 5.1.1 no such user}, {@code
 * 550-5.1.1 ...}, {@code #5.1.1 ...}, or a text alone.
 *
 * @param code 200 to 599, or 0 when the line begins with none
 * @param text what follows
 */
public record ReplyLine(int code, Optional<EnhancedStatus> status, String text) {
  private static final int CODE_CHARS = 3;
  private static final int STATUS_CHARS_MAX = 11;

  /** Reads any text. */
  public static ReplyLine read(String written) {
    String rest = written.strip();
    int code = codeAtStart(rest);
    if (code > 0) {
      rest = withoutSign(rest.substring(CODE_CHARS));
    }
    Optional<EnhancedStatus> status = statusAtStart(rest);
    if (status.isPresent()) {
      int start = rest.startsWith("#") ? 1 : 0;
      rest = withoutSign(rest.substring(start + status.get().toString().length()));
    }
    return new ReplyLine(code, status, rest);
  }

  /** Whether it begins with a reply code. */
  public boolean isCoded() {
    return code > 0;
  }

  /** What is known of it as a refusal. */
  public RefusedReply asReply(Moment moment, String provider) {
    return new RefusedReply(code, status, text, moment, provider);
  }

  private static int codeAtStart(String text) {
    if (text.length() < CODE_CHARS
        || text.length() > CODE_CHARS && isWord(text.charAt(CODE_CHARS))) {
      return 0;
    }
    int code = 0;
    for (int i = 0; i < CODE_CHARS; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      code = code * 10 + digit;
    }
    return code >= 200 && code < 600 ? code : 0;
  }

  /** The status that begins here, with or without the sign that qmail writes before it. */
  public static Optional<EnhancedStatus> statusAtStart(String text) {
    int start = text.startsWith("#") ? 1 : 0;
    int end = start;
    int limit = Math.min(text.length(), start + STATUS_CHARS_MAX);
    while (end < limit && (text.charAt(end) == '.' || Character.isDigit(text.charAt(end)))) {
      end++;
    }
    if (end < text.length() && isWord(text.charAt(end))) {
      return Optional.empty();
    }
    return EnhancedStatus.parse(text.substring(start, end));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '.';
  }

  private static String withoutSign(String text) {
    int at = 0;
    while (at < text.length() && " -:".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(at);
  }
}
