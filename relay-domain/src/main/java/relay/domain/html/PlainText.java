package relay.domain.html;

import java.util.Set;

/**
 * The text of an HTML mail for those who read without HTML: paragraphs, list items, pictures by
 * their description, links with their address behind them. One HTML text for each.
 */
public final class PlainText {
  private static final Set<String> HIDDEN = Set.of("script", "style", "title", "head");
  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "table",
          "blockquote",
          "pre",
          "form",
          "section",
          "article",
          "header",
          "footer");
  private static final Set<String> LINES = Set.of("div", "tr", "li", "hr", "center", "dt", "dd");
  private final String html;
  private final StringBuilder out = new StringBuilder();
  private boolean isInHead;
  private boolean needsBlank;
  private String link = "";
  private int linkTextStart;

  private PlainText(String html) {
    this.html = html;
  }

  /** Lines that end with LF, the last one too; never more than one empty line in a row. */
  public static String of(String html) {
    return new PlainText(html).read();
  }

  private String read() {
    for (HtmlToken token : HtmlTokenizer.read(html)) {
      if (token instanceof HtmlToken.Text text && !isInHead) {
        words(HtmlReferences.read(html.substring(text.start(), text.end())));
      } else if (token instanceof HtmlToken.Raw raw
          && !isInHead
          && raw.element().equals("textarea")) {
        words(HtmlReferences.read(html.substring(raw.start(), raw.end())));
      } else if (token instanceof HtmlToken.Tag tag) {
        tag(tag);
      }
    }
    String text = out.toString().strip();
    return text.isEmpty() ? "" : text + "\n";
  }

  private void tag(HtmlToken.Tag tag) {
    if (tag.name().equals("head")) {
      isInHead = !tag.isEnd();
    } else if (tag.name().equals("body")) {
      isInHead = false; // a head that was never closed
    }
    if (isInHead || HIDDEN.contains(tag.name())) {
      return;
    }
    switch (tag.name()) {
      case "a" -> link(tag);
      case "br" -> lines(1);
      case "img" -> tag.attribute("alt").ifPresent(alt -> words(alt.value(html)));
      case "td", "th" -> needsBlank = true;
      default -> block(tag);
    }
  }

  private void block(HtmlToken.Tag tag) {
    if (PARAGRAPHS.contains(tag.name())) {
      breakTo(2);
    } else if (LINES.contains(tag.name())) {
      breakTo(1);
      if (!tag.isEnd() && tag.name().equals("li")) {
        out.append("- ");
      }
    }
  }

  private void link(HtmlToken.Tag tag) {
    if (!link.isEmpty()) {
      boolean isShown = out.indexOf(link, linkTextStart) >= 0;
      if (!isShown) {
        words(" (" + link + ")");
      }
      link = "";
    }
    if (!tag.isEnd()) {
      link = tag.attribute("href").map(href -> href.value(html).strip()).orElse("");
      link = link.startsWith("#") ? "" : link.startsWith("mailto:") ? link.substring(7) : link;
      linkTextStart = out.length();
    }
  }

  /** Runs of blanks and line ends are one blank (CSS 2 16.6.1). */
  private void words(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (HtmlTokenizer.isBlank(c) || c == '\u00a0') {
        needsBlank = true;
      } else if (!Character.isISOControl(c)) {
        if (needsBlank && out.length() > 0 && !endsWith('\n') && !endsWith(' ')) {
          out.append(' ');
        }
        needsBlank = false;
        out.append(c);
      }
    }
  }

  /** At least so many line ends stand at the end, unless there is no text yet. */
  private void breakTo(int wanted) {
    needsBlank = false;
    if (out.isEmpty()) {
      return;
    }
    int there = 0;
    while (there < wanted && there < out.length() && out.charAt(out.length() - 1 - there) == '\n') {
      there++;
    }
    out.append("\n".repeat(wanted - there));
  }

  private void lines(int more) {
    needsBlank = false;
    boolean isEmptyLineThere =
        out.length() > 1 && endsWith('\n') && out.charAt(out.length() - 2) == '\n';
    if (!out.isEmpty() && !isEmptyLineThere) {
      out.append("\n".repeat(more));
    }
  }

  private boolean endsWith(char c) {
    return out.charAt(out.length() - 1) == c;
  }
}
