package relay.domain.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import relay.domain.template.MustacheToken.Sort;

/**
 * Splits a template into literals and tags (mustache(5)), strictly: what Mustache would pass over
 * in silence is refused. A tag that stands alone on its line takes the line with it.
 */
final class MustacheScanner {
  static final int TAGS_MAX = 2000;
  static final int NAME_CHARS_MAX = 100;
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final Pattern NAME =
      Pattern.compile(
          "\\.|-first|-last|-index|[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*");
  private static final String NAME_RULE =
      "a name has letters, digits, underscores, hyphens and dots between, at most "
          + NAME_CHARS_MAX
          + " characters";

  private final String part;
  private final String source;
  private final boolean trims;
  private final List<MustacheToken> tokens = new ArrayList<>();
  private int line = 1;
  private int counted;

  private MustacheScanner(String part, String source, boolean trims) {
    this.part = part;
    this.source = source;
    this.trims = trims;
  }

  /**
   * @param trims whether a tag alone on its line takes the line with it; a text that was trimmed
   *     once is not to be trimmed again
   * @throws InvalidTemplate where it breaks a rule
   */
  static List<MustacheToken> scan(String part, String source, boolean trims) {
    return new MustacheScanner(part, source, trims).scan();
  }

  private List<MustacheToken> scan() {
    int at = 0;
    int tags = 0;
    for (int tag = source.indexOf(OPEN); tag >= 0; tag = source.indexOf(OPEN, at)) {
      if (++tags > TAGS_MAX) {
        throw problem(tag, "at most " + TAGS_MAX + " tags");
      }
      boolean triple = source.startsWith("{{{", tag);
      String close = triple ? "}}}" : CLOSE;
      int end = source.indexOf(close, tag + OPEN.length());
      if (end < 0) {
        throw problem(tag, "this tag has no end: " + close + " is missing");
      }
      int after = end + close.length();
      MustacheToken token = tag(tag, source.substring(tag + close.length(), end), triple);
      int[] whole = token.isValue() || !trims ? new int[] {tag, after} : ownLine(tag, after, at);
      literal(at, whole[0]);
      tokens.add(token);
      at = whole[1];
    }
    literal(at, source.length());
    return tokens;
  }

  private MustacheToken tag(int at, String inner, boolean triple) {
    String text = inner.strip();
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    Sort sort =
        triple
            ? Sort.BARE_VALUE
            : switch (first) {
              case '#' -> Sort.SECTION;
              case '^' -> Sort.INVERTED;
              case '/' -> Sort.END;
              case '!' -> Sort.COMMENT;
              case '>' -> Sort.PARTIAL;
              case '&' -> Sort.BARE_VALUE;
              default -> Sort.VALUE;
            };
    if (first == '=') {
      throw problem(at, "the signs around tags are {{ and }} and cannot be changed");
    }
    if (sort == Sort.COMMENT) {
      return new MustacheToken(sort, "", lineOf(at));
    }
    boolean hasSign = sort != Sort.VALUE && !triple;
    String name = hasSign ? text.substring(1).strip() : text;
    if (name.length() > NAME_CHARS_MAX || !NAME.matcher(name).matches()) {
      throw problem(at, NAME_RULE);
    }
    return new MustacheToken(sort, name, lineOf(at));
  }

  /** Where the line of a tag begins and ends, if there is nothing but blanks beside it. */
  private int[] ownLine(int tag, int after, int from) {
    int start = source.lastIndexOf('\n', tag - 1) + 1;
    int end = source.indexOf('\n', after);
    end = end < 0 ? source.length() : end + 1;
    boolean alone =
        start >= from
            && source.substring(start, tag).isBlank()
            && source.substring(after, end).isBlank();
    return alone ? new int[] {start, end} : new int[] {tag, after};
  }

  private void literal(int from, int to) {
    if (to > from) {
      tokens.add(new MustacheToken(Sort.LITERAL, source.substring(from, to), lineOf(from)));
    }
  }

  /** Asked with rising places, so the text is gone through once. */
  private int lineOf(int at) {
    for (; counted < at; counted++) {
      line += source.charAt(counted) == '\n' ? 1 : 0;
    }
    return line;
  }

  private InvalidTemplate problem(int at, String rule) {
    return new InvalidTemplate(part, lineOf(at), rule);
  }
}
