package relay.web.html;

/** Writes HTML; texts and attribute values are always escaped. One thread. */
public final class Html {
  private final StringBuilder out = new StringBuilder(4096);

  /**
   * Begins an element.
   *
   * @param attributes names and values by turns
   */
  public Html open(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    return this;
  }

  public Html close(String element) {
    out.append("</").append(element).append(">\n");
    return this;
  }

  public Html text(String text) {
    escape(text);
    return this;
  }

  /** A whole element with a text in it. */
  public Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  public Html link(String href, String text) {
    return open("a", "href", href).text(text).close("a");
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\r' -> {} // half of a line end
        default -> append(c);
      }
    }
  }

  /** Control characters, and those that turn the writing direction, could make a text lie. */
  private void append(char c) {
    boolean isLineEnd = c == '\n' || c == '\t';
    boolean turns = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    out.append(Character.isISOControl(c) && !isLineEnd || turns ? '\ufffd' : c);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
