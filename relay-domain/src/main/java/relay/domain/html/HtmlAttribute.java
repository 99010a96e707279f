package relay.domain.html;

/**
 * An attribute of a tag, by its place in the text.
 *
 * @param name in lower case
 * @param valueStart index of the first character of the value, behind the quote; {@code nameEnd}
 *     when there is none
 * @param valueEnd index after its last character, before the quote
 * @param isQuoted whether quotes are around the value
 */
public record HtmlAttribute(
    String name, int nameStart, int nameEnd, int valueStart, int valueEnd, boolean isQuoted) {

  /** The value as it stands in the text, references unread; empty when there is none. */
  public String rawValue(String html) {
    return html.substring(valueStart, valueEnd);
  }

  /** The value as it is meant. */
  public String value(String html) {
    return HtmlReferences.read(rawValue(html));
  }
}
