package relay.domain.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits HTML into its tokens. One text for each tokenizer. */
public final class HtmlTokenizer {
  private static final Set<String> RAW =
      Set.of("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes");
  private final String html;
  private final List<HtmlToken> tokens = new ArrayList<>();
  private int at;

  private HtmlTokenizer(String html) {
    this.html = html;
  }

  /** All tokens in their order, without a gap. */
  public static List<HtmlToken> read(String html) {
    return new HtmlTokenizer(html).all();
  }

  private List<HtmlToken> all() {
    int text = 0;
    while (at < html.length()) {
      int tag = html.indexOf('<', at);
      if (tag < 0) {
        break;
      }
      if (!isMarkup(tag)) {
        at = tag + 1;
        continue;
      }
      addText(text, tag);
      at = tag;
      markup();
      text = at;
    }
    addText(text, html.length());
    return tokens;
  }

  /** 13.2.5.6: what follows the sign tells whether it begins anything. */
  private boolean isMarkup(int tag) {
    char next = charAt(tag + 1);
    return isLetter(next) || next == '!' || next == '?' || next == '/' && tag + 2 < html.length();
  }

  private void markup() {
    char next = charAt(at + 1);
    if (next == '!' && html.startsWith("--", at + 2)) {
      comment(commentEnd(at + 4));
    } else if (isLetter(next) || next == '/' && isLetter(charAt(at + 2))) {
      tag(next == '/');
    } else {
      int end = html.indexOf('>', at + 1);
      comment(end < 0 ? html.length() : end + 1);
    }
  }

  private int commentEnd(int from) {
    if (charAt(from) == '>') {
      return from + 1;
    }
    if (html.startsWith("->", from)) {
      return from + 2;
    }
    for (int dashes = html.indexOf("--", from); dashes >= 0; ) {
      if (charAt(dashes + 2) == '>') {
        return dashes + 3;
      }
      if (charAt(dashes + 2) == '!' && charAt(dashes + 3) == '>') {
        return dashes + 4;
      }
      dashes = html.indexOf("--", dashes + 1);
    }
    return html.length();
  }

  private void comment(int end) {
    tokens.add(new HtmlToken.Comment(at, end));
    at = end;
  }

  private void tag(boolean isEnd) {
    int start = at;
    int nameStart = at + (isEnd ? 2 : 1);
    at = nameStart;
    while (at < html.length() && !endsName(html.charAt(at))) {
      at++;
    }
    String name = html.substring(nameStart, at).toLowerCase(Locale.ROOT);
    List<HtmlAttribute> attributes = new ArrayList<>();
    while (skipToAttribute()) {
      attributes.add(attribute());
    }
    if (at >= html.length()) {
      // a tag that never ends is not shown by anybody
      tokens.add(new HtmlToken.Comment(start, at));
      return;
    }
    at++;
    tokens.add(new HtmlToken.Tag(start, at, name, isEnd, attributes));
    if (!isEnd && RAW.contains(name)) {
      raw(name);
    }
  }

  /** To the next attribute; false at the end of the tag, or of the text. */
  private boolean skipToAttribute() {
    while (at < html.length() && (isBlank(html.charAt(at)) || html.charAt(at) == '/')) {
      at++;
    }
    return at < html.length() && html.charAt(at) != '>';
  }

  private HtmlAttribute attribute() {
    int nameStart = at;
    at++; // an equals sign here belongs to the name
    while (at < html.length() && !endsName(html.charAt(at)) && html.charAt(at) != '=') {
      at++;
    }
    int nameEnd = at;
    String name = html.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    skipBlanks();
    if (charAt(at) != '=') {
      return new HtmlAttribute(name, nameStart, nameEnd, nameEnd, nameEnd, false);
    }
    at++;
    skipBlanks();
    char quote = charAt(at);
    if (quote == '"' || quote == '\'') {
      int valueStart = at + 1;
      int end = html.indexOf(quote, valueStart);
      int valueEnd = end < 0 ? html.length() : end;
      at = end < 0 ? html.length() : end + 1;
      return new HtmlAttribute(name, nameStart, nameEnd, valueStart, valueEnd, true);
    }
    int valueStart = at;
    while (at < html.length() && !isBlank(html.charAt(at)) && html.charAt(at) != '>') {
      at++;
    }
    return new HtmlAttribute(name, nameStart, nameEnd, valueStart, at, false);
  }

  /** 13.2.5.2 to 13.2.5.4: only the end tag of the element itself ends it. */
  private void raw(String name) {
    int start = at;
    int end = at;
    while (true) {
      end = html.indexOf("</", end);
      if (end < 0) {
        end = html.length();
        break;
      }
      int after = end + 2 + name.length();
      if (html.regionMatches(true, end + 2, name, 0, name.length())
          && after < html.length()
          && endsName(html.charAt(after))) {
        break;
      }
      end += 2;
    }
    if (end > start) {
      tokens.add(new HtmlToken.Raw(start, end, name));
    }
    at = end;
  }

  private void addText(int start, int end) {
    if (end > start) {
      tokens.add(new HtmlToken.Text(start, end));
    }
  }

  private void skipBlanks() {
    while (at < html.length() && isBlank(html.charAt(at))) {
      at++;
    }
  }

  private char charAt(int index) {
    return index < html.length() ? html.charAt(index) : '\0';
  }

  private static boolean endsName(char c) {
    return isBlank(c) || c == '/' || c == '>';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
