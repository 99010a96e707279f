package relay.domain.html;

import java.util.List;
import java.util.Optional;

/** A piece of an HTML text, by its place in it. */
public sealed interface HtmlToken {
  /** Index of its first character. */
  int start();

  /** Index after its last character. */
  int end();

  /** Characters that are shown, with references such as {@code &amp;}. */
  record Text(int start, int end) implements HtmlToken {}

  /**
   * What is between the tags of an element that has no tags inside: {@code script}, {@code style},
   * {@code title} and the like.
   */
  record Raw(int start, int end, String element) implements HtmlToken {
    /** Whether it is text with references, so that nothing but its end tag means anything. */
    public boolean isText() {
      return element.equals("title") || element.equals("textarea");
    }
  }

  /** A comment, also a conditional one, a DOCTYPE, or a tag that never ends. */
  record Comment(int start, int end) implements HtmlToken {}

  /**
   * A tag.
   *
   * @param name in lower case
   * @param isEnd whether it is {@code </name>}
   */
  record Tag(int start, int end, String name, boolean isEnd, List<HtmlAttribute> attributes)
      implements HtmlToken {
    public Tag {
      attributes = List.copyOf(attributes);
    }

    /** The first attribute of this name; others of it do not count. */
    public Optional<HtmlAttribute> attribute(String wanted) {
      return attributes.stream().filter(a -> a.name().equals(wanted)).findFirst();
    }
  }
}
