package relay.domain.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import relay.domain.html.HtmlAttribute;
import relay.domain.html.HtmlToken;
import relay.domain.html.HtmlTokenizer;
import relay.domain.template.MustacheToken.Sort;

/**
 * Finds where in the HTML each tag of a template stands, and so how its value is escaped; refuses
 * places where no escaping helps, and sections after which nobody could tell where one is.
 *
 * <p>The HTML is tokenized once, with a mark for each tag. That holds for every rendering because a
 * section begins and ends in the same place (the same text, the same attribute), so leaving it out
 * or repeating it changes no place behind it.
 */
final class HtmlPlaces {
  private static final char MARK = '\ue000';
  private static final char REPLACEMENT = '\ufffd';
  private static final Set<String> ADDRESSES =
      Set.of(
          "href",
          "src",
          "action",
          "formaction",
          "background",
          "poster",
          "cite",
          "data",
          "longdesc",
          "srcset",
          "xlink:href",
          "lowsrc",
          "dynsrc",
          "usemap",
          "ping");
  private static final List<String> SCRIPT_SCHEMES =
      List.of("javascript:", "vbscript:", "data:text/html", "data:application/xhtml");
  private static final Set<String> CLOSED_ELEMENTS =
      Set.of("script", "style", "meta", "base", "link", "object", "embed", "iframe", "applet");

  private final String part;
  private final List<MustacheToken> tokens;
  private final String html;
  private final int[] marks;
  private final List<MustacheToken> placed;
  private final Deque<Place> open = new ArrayDeque<>();

  /** Where a mark is: two with equal places may be the ends of one section. */
  private record Place(String where, int token, int attribute) {}

  private HtmlPlaces(String part, List<MustacheToken> tokens) {
    this.part = part;
    this.tokens = tokens;
    this.placed = new ArrayList<>(tokens);
    StringBuilder marked = new StringBuilder();
    marks = new int[tokens.size()];
    for (int i = 0; i < tokens.size(); i++) {
      marks[i] = marked.length();
      if (tokens.get(i).isLiteral()) {
        marked.append(tokens.get(i).text().replace(MARK, REPLACEMENT));
      } else {
        marked.append(MARK);
      }
    }
    html = marked.toString();
  }

  /**
   * The same tokens, each value with its escape.
   *
   * @throws InvalidTemplate where a tag may not stand
   */
  static List<MustacheToken> of(String part, List<MustacheToken> tokens) {
    return new HtmlPlaces(part, tokens).find();
  }

  private List<MustacheToken> find() {
    List<HtmlToken> pieces = HtmlTokenizer.read(html);
    int piece = 0;
    for (int i = 0; i < tokens.size(); i++) {
      MustacheToken token = tokens.get(i);
      if (token.isLiteral()) {
        continue;
      }
      while (pieces.get(piece).end() <= marks[i]) {
        piece++;
      }
      if (token.sort() == Sort.BARE_VALUE) {
        throw problem(i, "in HTML every value is escaped: write {{" + token.text() + "}}");
      }
      Place place = place(i, pieces.get(piece), piece);
      if (token.opens()) {
        open.push(place);
      } else if (token.sort() == Sort.END && !open.isEmpty() && !open.pop().equals(place)) {
        throw problem(
            i,
            "a section must end where it began: between tags, or within the same tag or the same"
                + " attribute");
      }
    }
    return placed;
  }

  private Place place(int i, HtmlToken piece, int number) {
    if (piece instanceof HtmlToken.Tag tag) {
      return inTag(i, tag, number);
    }
    if (piece instanceof HtmlToken.Raw raw) {
      boolean inEndTag =
          html.lastIndexOf('<', marks[i])
              >= Math.max(html.lastIndexOf('>', marks[i]) + 1, raw.start());
      if (!raw.isText() || inEndTag) {
        throw problem(i, "no tag may stand in <" + raw.element() + ">");
      }
      escape(i, Escape.HTML);
      return new Place("text of " + raw.element(), number, 0);
    }
    char before = before(marks[i]);
    if (piece instanceof HtmlToken.Comment) {
      char after = after(marks[i]);
      if ("-!<?".indexOf(before) >= 0 || "->!".indexOf(after) >= 0) {
        throw problem(i, "no tag may stand beside the signs that begin and end a comment");
      }
      escape(i, Escape.HTML);
      return new Place("comment", number, 0);
    }
    if (before == '<' || endsLikeMarkup(marks[i])) {
      throw problem(i, "no tag may stand behind a <");
    }
    escape(i, Escape.HTML);
    return new Place("text", 0, 0);
  }

  /** {@code </}, {@code <!}, {@code <!-}, {@code <?}: with what follows it could become a tag. */
  private boolean endsLikeMarkup(int mark) {
    int sign = mark;
    int seen = 0;
    while (sign > 0 && seen < 3) {
      sign--;
      char c = html.charAt(sign);
      if (c == '<') {
        return true;
      }
      if (c != MARK && "/!-?".indexOf(c) < 0) {
        return false;
      }
      seen += c == MARK ? 0 : 1;
    }
    return false;
  }

  private Place inTag(int i, HtmlToken.Tag tag, int number) {
    int at = marks[i];
    List<HtmlAttribute> attributes = tag.attributes();
    for (int a = 0; a < attributes.size(); a++) {
      HtmlAttribute attribute = attributes.get(a);
      // the end belongs to it: an empty value has no other place
      if (at >= attribute.valueStart() && at < attribute.valueEnd()) {
        return inValue(i, tag, attribute, new Place("attribute", number, a));
      }
    }
    if (at < tag.start() + 1 + tag.name().length() + (tag.isEnd() ? 1 : 0)) {
      throw problem(i, "no tag may be part of the name of an element");
    }
    if (tokens.get(i).isValue()) {
      throw problem(i, "a value may stand between tags and in quoted attributes only");
    }
    checkApart(i);
    return new Place("tag", number, 0);
  }

  private Place inValue(int i, HtmlToken.Tag tag, HtmlAttribute attribute, Place place) {
    String name = attribute.name().replace(String.valueOf(MARK), "").toLowerCase(Locale.ROOT);
    if (!attribute.isQuoted()) {
      throw problem(i, "put quotes around the value of " + name);
    }
    if (name.startsWith("on") || name.equals("srcdoc") || CLOSED_ELEMENTS.contains(tag.name())) {
      throw problem(i, "no tag may stand in " + name + " of <" + tag.name() + ">");
    }
    if (name.equals("style")) {
      escape(i, Escape.STYLE);
    } else if (ADDRESSES.contains(name)) {
      checkScheme(i, attribute);
      escape(i, hasBegun(attribute, i) ? Escape.ADDRESS_PART : Escape.ADDRESS);
    } else {
      escape(i, Escape.HTML);
    }
    return place;
  }

  /** Browsers decode what is percent-encoded before they run it: there, nothing is safe. */
  private void checkScheme(int i, HtmlAttribute attribute) {
    String value = attribute.value(html).toLowerCase(Locale.ROOT);
    StringBuilder bare = new StringBuilder(value.length());
    // blanks and controls within a scheme are passed over (WHATWG URL 4.4)
    value.chars().filter(c -> c > ' ').forEach(c -> bare.append((char) c));
    String marked = bare.toString();
    for (String scheme : SCRIPT_SCHEMES) {
      if (marked.replace(String.valueOf(MARK), "").startsWith(scheme)
          || marked.contains(MARK + scheme)) {
        throw problem(i, "no tag may stand in an address of " + scheme);
      }
    }
  }

  /** Whether an address has begun for sure, in whatever sections are left out. */
  private boolean hasBegun(HtmlAttribute attribute, int i) {
    for (int at = attribute.valueStart(); at < marks[i]; at++) {
      char c = html.charAt(at);
      if (c == MARK) {
        return false;
      }
      if (c > ' ') {
        return true;
      }
    }
    return false;
  }

  /** Nothing may grow together with an attribute when the section is left out. */
  private void checkApart(int i) {
    char before = before(marks[i]);
    int next = marks[i] + 1;
    while (next < html.length() && (html.charAt(next) == MARK || html.charAt(next) <= ' ')) {
      next++;
    }
    boolean isApartBefore = before <= ' ' || before == '"' || before == '\'';
    char after = after(marks[i]);
    boolean isApartAfter = after <= ' ' || after == '>' || after == '/';
    boolean isFit = tokens.get(i).opens() ? isApartBefore : isApartAfter;
    if (!isFit || next < html.length() && html.charAt(next) == '=') {
      throw problem(i, "within a tag, sections hold whole attributes, with blanks around them");
    }
  }

  private void escape(int i, Escape escape) {
    placed.set(i, tokens.get(i).escaped(escape));
  }

  /** The last character of the author's own before a place. */
  private char before(int mark) {
    int at = mark - 1;
    while (at >= 0 && html.charAt(at) == MARK) {
      at--;
    }
    return at < 0 ? ' ' : html.charAt(at);
  }

  private char after(int mark) {
    int at = mark + 1;
    while (at < html.length() && html.charAt(at) == MARK) {
      at++;
    }
    return at >= html.length() ? ' ' : html.charAt(at);
  }

  private InvalidTemplate problem(int i, String rule) {
    return new InvalidTemplate(part, tokens.get(i).line(), rule);
  }
}
