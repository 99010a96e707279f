package relay.domain.smtp;

import java.util.List;
import java.util.Optional;

/**
 * One SMTP reply: code, enhanced status where the server gave one at the start of the first line,
 * and text without it.
 *
 * @param lines at least one; control characters have become spaces, so no line end and no terminal
 *     escape survives
 * @param local true when no server said this and we did (no answer, DNS, policy): rules about other
 *     servers' texts must never match it
 */
public record SmtpReply(
    int code, Optional<EnhancedStatus> status, List<String> lines, boolean local) {
  private static final int LINE_CHARS_MAX = 1000;
  private static final int CODE_CHARS = 3;

  public SmtpReply {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("not a reply code: " + code);
    }
    lines = lines.isEmpty() ? List.of("") : lines.stream().map(SmtpReply::printable).toList();
  }

  /** A reply that we give or make up ourselves. */
  public static SmtpReply local(int code, String status, String text) {
    return new SmtpReply(code, Optional.of(EnhancedStatus.of(status)), List.of(text), true);
  }

  /**
   * A reply read from a server; the enhanced status is taken off the first line when it fits the
   * code.
   */
  public static SmtpReply received(int code, List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0);
    int space = first.indexOf(' ');
    var status =
        EnhancedStatus.parse(space < 0 ? first : first.substring(0, space))
            .filter(s -> s.statusClass() == code / 100);
    if (status.isEmpty()) {
      return new SmtpReply(code, status, lines, false);
    }
    String prefix = status.get().toString();
    var text =
        lines.stream()
            .map(l -> l.startsWith(prefix) ? l.substring(prefix.length()).strip() : l)
            .toList();
    return new SmtpReply(code, status, text, false);
  }

  /** A server's reply as {@link #toString} wrote it; empty when it is none. */
  public static Optional<SmtpReply> read(String written) {
    if (written.length() < CODE_CHARS) {
      return Optional.empty();
    }
    int code = 0;
    for (int i = 0; i < CODE_CHARS; i++) {
      int digit = written.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      code = code * 10 + digit;
    }
    return code < 200 || code > 599
        ? Optional.empty()
        : Optional.of(received(code, List.of(written.substring(CODE_CHARS).strip())));
  }

  public boolean isPositive() {
    return code < 400;
  }

  public boolean isTemporary() {
    return code >= 400 && code < 500;
  }

  public boolean isPermanent() {
    return code >= 500;
  }

  /** All lines in one, for logs and reports: {@code 550 5.1.1 no such user}. */
  @Override
  public String toString() {
    return code + status.map(s -> " " + s).orElse("") + " " + String.join(" ", lines);
  }

  private static String printable(String line) {
    String cut = line.length() > LINE_CHARS_MAX ? line.substring(0, LINE_CHARS_MAX) : line;
    StringBuilder out = null;
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isISOControl(cut.charAt(i))) {
        out = out == null ? new StringBuilder(cut) : out;
        out.setCharAt(i, ' ');
      }
    }
    return out == null ? cut : out.toString();
  }
}
