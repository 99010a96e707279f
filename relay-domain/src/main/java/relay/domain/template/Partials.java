package relay.domain.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.template.MustacheToken.Sort;

/**
 * Puts the texts of partials where a template names them, once and for all: a version that was
 * published never changes with them.
 */
final class Partials {
  static final int DEPTH_MAX = 5;
  private final String part;
  private final int charsMax;
  private final boolean trims;
  private final Function<String, Optional<String>> texts;
  private final Deque<String> within = new ArrayDeque<>();
  private final List<MustacheToken> out = new ArrayList<>();
  private int chars;
  private int tags;

  /**
   * @param part which part of the template it is
   * @param charsMax most of the whole
   * @param trims as {@link MustacheScanner#scan}
   * @param texts the same part of another template, by its id
   */
  Partials(String part, int charsMax, boolean trims, Function<String, Optional<String>> texts) {
    this.part = part;
    this.charsMax = charsMax;
    this.trims = trims;
    this.texts = texts;
  }

  /**
   * The template with no partials left.
   *
   * @throws InvalidTemplate when one is missing, holds itself, or the whole becomes too long
   */
  List<MustacheToken> expand(String source) {
    for (MustacheToken token : MustacheScanner.scan(part, source, trims)) {
      if (token.sort() == Sort.PARTIAL) {
        partial(token);
      } else {
        add(token);
      }
    }
    return out;
  }

  private void partial(MustacheToken token) {
    String name = token.text();
    if (within.contains(name)) {
      throw new InvalidTemplate(part, token.line(), "the partial " + name + " holds itself");
    }
    if (within.size() >= DEPTH_MAX) {
      throw new InvalidTemplate(
          part, token.line(), "partials within partials are at most " + DEPTH_MAX + " deep");
    }
    String text =
        texts
            .apply(name)
            .orElseThrow(
                () ->
                    new InvalidTemplate(
                        part,
                        token.line(),
                        "there is no published template " + name + " that has this part"));
    within.push(name);
    // an empty one counts too, and keeps apart what is around it
    add(new MustacheToken(Sort.COMMENT, "", token.line()));
    expand(text);
    within.pop();
  }

  private void add(MustacheToken token) {
    chars += token.source().length();
    tags += token.isLiteral() ? 0 : 1;
    if (chars > charsMax || tags > MustacheScanner.TAGS_MAX) {
      throw new InvalidTemplate(
          part,
          "with its partials it may have at most "
              + charsMax
              + " characters and "
              + MustacheScanner.TAGS_MAX
              + " tags");
    }
    out.add(token);
  }
}
