package relay.domain.template;

import com.samskivert.mustache.Template;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import relay.domain.template.MustacheToken.Sort;

/**
 * One text of a template, ready to be rendered: what never changes, and between it what each
 * recipient has of his own. Immutable, thread-safe.
 */
final class TemplateText {
  static final int DEPTH_MAX = 10;
  private final List<Piece> pieces;
  private final Set<String> names;

  /**
   * A part that is the same for everybody, or one that is not.
   *
   * @param fixed null when there is a template
   * @param own null when there is a fixed text
   */
  record Piece(String fixed, Template own) {
    boolean isFixed() {
      return own == null;
    }
  }

  private TemplateText(List<Piece> pieces, Set<String> names) {
    this.pieces = pieces;
    this.names = names;
  }

  /**
   * @param tokens without partials
   * @throws InvalidTemplate where they break a rule
   */
  static TemplateText of(
      String part, List<MustacheToken> tokens, boolean isHtml, MissingValue missing) {
    checkNesting(part, tokens);
    List<MustacheToken> placed = isHtml ? HtmlPlaces.of(part, tokens) : TextPlaces.of(tokens);
    List<Piece> pieces = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    StringBuilder fixed = new StringBuilder();
    StringBuilder own = new StringBuilder();
    int depth = 0;
    for (MustacheToken token : placed) {
      depth += token.opens() ? 1 : 0;
      if (depth == 0 && token.isLiteral()) {
        fixed.append(token.text());
      } else {
        own.append(source(token));
      }
      if (token.isValue()) {
        names.add(token.text());
      }
      depth -= token.sort() == Sort.END ? 1 : 0;
      if (depth == 0 && own.length() > 0) {
        addFixed(pieces, fixed);
        pieces.add(new Piece(null, Engine.compile(own.toString(), isHtml, missing)));
        own.setLength(0);
      }
    }
    addFixed(pieces, fixed);
    return new TemplateText(List.copyOf(pieces), names);
  }

  private static void addFixed(List<Piece> pieces, StringBuilder fixed) {
    if (fixed.length() > 0) {
      pieces.add(new Piece(fixed.toString(), null));
      fixed.setLength(0);
    }
  }

  private static String source(MustacheToken token) {
    return switch (token.sort()) {
      case COMMENT -> "";
      case VALUE, BARE_VALUE -> Filter.tag(token.escape(), token.text());
      default -> token.source();
    };
  }

  private static void checkNesting(String part, List<MustacheToken> tokens) {
    Deque<MustacheToken> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      MustacheToken token = tokens.get(i);
      if (token.opens()) {
        open.push(token);
      } else if (token.sort() == Sort.END
          && (open.isEmpty() || !open.pop().text().equals(token.text()))) {
        throw new InvalidTemplate(
            part, token.line(), "{{/" + token.text() + "}} ends nothing that was begun last");
      }
      if (open.size() > DEPTH_MAX) {
        throw new InvalidTemplate(
            part, token.line(), "sections within sections are at most " + DEPTH_MAX + " deep");
      }
      // with the signs of the tag it would be read as another tag
      if (token.isLiteral() && token.text().endsWith("{") && i + 1 < tokens.size()) {
        throw new InvalidTemplate(part, token.line(), "no { may stand before a tag");
      }
    }
    if (!open.isEmpty()) {
      throw new InvalidTemplate(
          part, open.peek().line(), "{{#" + open.peek().text() + "}} has no {{/ that ends it");
    }
  }

  /** What it is made of, in order. */
  List<Piece> pieces() {
    return pieces;
  }

  /** Names of the values that it writes. */
  Set<String> names() {
    return names;
  }

  /**
   * @throws Steps.TooMuch past a bound
   * @throws com.samskivert.mustache.MustacheException.Context for a value that is missing
   */
  String render(Scope values, int charsMax) {
    BoundedText out = new BoundedText(charsMax);
    for (Piece piece : pieces) {
      if (piece.isFixed()) {
        out.write(piece.fixed());
      } else {
        piece.own().execute(values, out);
      }
    }
    return out.toString();
  }
}
