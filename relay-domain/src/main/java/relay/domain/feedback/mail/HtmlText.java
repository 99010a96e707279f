package relay.domain.feedback.mail;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The words of an HTML page, blocks on lines of their own. Linear; nothing is executed. */
final class HtmlText {
  private static final Set<String> BLOCKS =
      Set.of(
          "br",
          "p",
          "div",
          "tr",
          "td",
          "th",
          "li",
          "ul",
          "ol",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "pre",
          "hr",
          "blockquote",
          "center");
  private static final Set<String> HIDDEN = Set.of("style", "script", "head", "title");
  private static final int ENTITY_CHARS_MAX = 10;

  private HtmlText() {}

  static String of(String html) {
    StringBuilder out = new StringBuilder(html.length());
    String lower = html.toLowerCase(Locale.ROOT);
    // An end that was not found once is in none of the rest: looking again would cost the square.
    Set<String> endless = new HashSet<>();
    int i = 0;
    while (i < html.length()) {
      char c = html.charAt(i);
      if (c == '<') {
        int close = html.indexOf('>', i);
        if (close < 0) {
          break;
        }
        String tag = name(lower, i + 1, Math.min(close, lower.length()));
        if (BLOCKS.contains(tag)) {
          out.append('\n');
        }
        i = close + 1;
        boolean isWhole = lower.charAt(Math.min(close - 1, lower.length() - 1)) == '/';
        if (HIDDEN.contains(tag) && !isWhole && !endless.contains(tag)) {
          int end = lower.indexOf("</" + tag, i);
          if (end < 0) {
            endless.add(tag);
          }
          i = end < 0 ? i : end;
        }
      } else if (c == '&') {
        i = entity(html, i, out);
      } else {
        out.append(c == '\n' || c == '\r' ? ' ' : c);
        i++;
      }
    }
    return out.toString();
  }

  private static String name(String lower, int from, int to) {
    int start = from < to && lower.charAt(from) == '/' ? from + 1 : from;
    int end = start;
    while (end < to && Character.isLetterOrDigit(lower.charAt(end))) {
      end++;
    }
    String name = lower.substring(start, end);
    return start > from && HIDDEN.contains(name) ? "" : name;
  }

  private static int entity(String html, int at, StringBuilder out) {
    int end = at + 1;
    int most = Math.min(html.length(), at + ENTITY_CHARS_MAX + 1);
    while (end < most && html.charAt(end) != ';') {
      end++;
    }
    if (end == most) {
      out.append('&');
      return at + 1;
    }
    String name = html.substring(at + 1, end);
    switch (name) {
      case "lt" -> out.append('<');
      case "gt" -> out.append('>');
      case "amp" -> out.append('&');
      case "quot" -> out.append('"');
      case "nbsp" -> out.append(' ');
      default -> number(name, out);
    }
    return end + 1;
  }

  private static void number(String name, StringBuilder out) {
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      if (name.startsWith("#") && Character.isValidCodePoint(code)) {
        out.appendCodePoint(code);
      }
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      out.append(' ');
    }
  }
}
