package relay.web.diagnosis;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.domain.smtp.SmtpReply;
import relay.web.problem.Problem;

/** Reads a reply as an operator copies it from a log: {@code 550 5.1.1 no such user}. */
final class ReplyText {
  private static final int CHARS_MAX = 8000;
  private static final Pattern LINE = Pattern.compile("([2-5]\\d\\d)(?:[ -](.*))?");

  private ReplyText() {}

  static SmtpReply read(String text) {
    if (text == null || text.length() > CHARS_MAX) {
      throw problem();
    }
    List<String> lines = text.strip().lines().toList();
    Matcher first = LINE.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!first.matches()) {
      throw problem();
    }
    int code = Integer.parseInt(first.group(1));
    return SmtpReply.received(code, lines.stream().map(ReplyText::withoutCode).toList());
  }

  private static String withoutCode(String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      return line;
    }
    return m.group(2) == null ? "" : m.group(2);
  }

  private static Problem problem() {
    return Problem.in(400, "text", "must be a reply such as 550 5.1.1 no such user");
  }
}
