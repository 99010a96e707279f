package relay.domain.html;

import java.util.Map;

/** Character references of HTML: {@code &amp;}, {@code &#8364;}, {@code &#x20ac;}. */
public final class HtmlReferences {
  private static final int NAME_CHARS_MAX = 8;
  private static final int DIGITS_MAX = 8;
  private static final int REPLACEMENT = 0xfffd;

  /** Those that mails use; of the 2,231 of the standard the others stay as they are. */
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", "\u00a0"),
          Map.entry("copy", "\u00a9"),
          Map.entry("reg", "\u00ae"),
          Map.entry("trade", "\u2122"),
          Map.entry("euro", "\u20ac"),
          Map.entry("pound", "\u00a3"),
          Map.entry("sect", "\u00a7"),
          Map.entry("deg", "\u00b0"),
          Map.entry("middot", "\u00b7"),
          Map.entry("bull", "\u2022"),
          Map.entry("hellip", "\u2026"),
          Map.entry("ndash", "\u2013"),
          Map.entry("mdash", "\u2014"),
          Map.entry("lsquo", "\u2018"),
          Map.entry("rsquo", "\u2019"),
          Map.entry("ldquo", "\u201c"),
          Map.entry("rdquo", "\u201d"),
          Map.entry("bdquo", "\u201e"),
          Map.entry("laquo", "\u00ab"),
          Map.entry("raquo", "\u00bb"),
          Map.entry("rarr", "\u2192"),
          Map.entry("larr", "\u2190"),
          Map.entry("times", "\u00d7"),
          Map.entry("shy", ""),
          Map.entry("zwnj", ""),
          Map.entry("auml", "\u00e4"),
          Map.entry("ouml", "\u00f6"),
          Map.entry("uuml", "\u00fc"),
          Map.entry("Auml", "\u00c4"),
          Map.entry("Ouml", "\u00d6"),
          Map.entry("Uuml", "\u00dc"),
          Map.entry("szlig", "\u00df"),
          Map.entry("eacute", "\u00e9"),
          Map.entry("egrave", "\u00e8"),
          Map.entry("agrave", "\u00e0"),
          Map.entry("ccedil", "\u00e7"));

  private HtmlReferences() {}

  /** The text with its references read; one that is not known stays as it is. */
  public static String read(String text) {
    int and = text.indexOf('&');
    if (and < 0) {
      return text;
    }
    StringBuilder read = new StringBuilder(text.length());
    int from = 0;
    while (and >= 0) {
      read.append(text, from, and);
      from = reference(text, and, read);
      and = text.indexOf('&', from);
    }
    return read.append(text, from, text.length()).toString();
  }

  /** What stands safely between tags and in quoted values. */
  public static String write(String text) {
    StringBuilder written = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> written.append("&amp;");
        case '<' -> written.append("&lt;");
        case '>' -> written.append("&gt;");
        case '"' -> written.append("&quot;");
        case '\'' -> written.append("&#39;");
        default -> written.append(c);
      }
    }
    return written.toString();
  }

  /** Reads what begins at the sign; returns the index after it. */
  private static int reference(String text, int and, StringBuilder out) {
    if (and + 1 < text.length() && text.charAt(and + 1) == '#') {
      return number(text, and, out);
    }
    int end = and + 1;
    while (end < text.length()
        && end - and <= NAME_CHARS_MAX
        && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    String meaning = NAMED.get(text.substring(and + 1, end));
    if (meaning == null || end >= text.length() || text.charAt(end) != ';') {
      out.append('&');
      return and + 1;
    }
    out.append(meaning);
    return end + 1;
  }

  private static int number(String text, int and, StringBuilder out) {
    boolean hex = and + 2 < text.length() && (text.charAt(and + 2) | 0x20) == 'x';
    int start = and + (hex ? 3 : 2);
    int end = start;
    long code = 0;
    while (end < text.length()
        && end - start < DIGITS_MAX
        && Character.digit(text.charAt(end), hex ? 16 : 10) >= 0) {
      code = code * (hex ? 16 : 10) + Character.digit(text.charAt(end), hex ? 16 : 10);
      end++;
    }
    if (end == start) {
      out.append('&');
      return and + 1;
    }
    boolean isCharacter =
        code > 0 && code <= Character.MAX_CODE_POINT && !(code >= 0xd800 && code <= 0xdfff);
    out.appendCodePoint(isCharacter ? (int) code : REPLACEMENT);
    return end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
  }
}
