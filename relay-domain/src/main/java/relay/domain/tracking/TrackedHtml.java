package relay.domain.tracking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.html.HtmlAttribute;
import relay.domain.html.HtmlToken;
import relay.domain.html.HtmlTokenizer;

/**
 * The HTML of a mail with its links leading over us, and with a picture of one pixel that tells
 * when it is shown.
 *
 * <p>Changed is what stands in {@code href} of {@code a} and {@code area}, when that is an address
 * of http or https and we read it without doubt as browsers do. All else stays as it is, to the
 * last character: mail and telephone links, anchors, relative links, comments (also conditional
 * ones), scripts, styles, text, and tags that say {@code data-no-track}.
 *
 * @param html the text
 * @param links how many were changed
 */
public record TrackedHtml(String html, int links) {
  /** Of a tag: its link stays as it is. */
  public static final String NO_TRACK = "data-no-track";

  private static final Set<String> LINKS = Set.of("a", "area");
  private static final int PIECE_CHARS = 200;

  /**
   * The same text, tracked. Any text; linear in its length, never throws for what is in it.
   *
   * @param html as browsers read it; or octets of it, one a character
   * @param isText whether characters beyond ASCII are characters; else links with one stay
   * @param linksMax most links that are changed; later ones stay
   */
  public static TrackedHtml rewrite(
      String html, boolean isText, int linksMax, LinkAddresses addresses) {
    List<HtmlToken> tokens = HtmlTokenizer.read(html);
    StringBuilder out = new StringBuilder(html.length() + 1024);
    Map<String, Integer> numbers = new HashMap<>();
    int copied = 0;
    int links = 0;
    int bodyEnd = bodyEnd(tokens);
    for (HtmlToken token : tokens) {
      if (token.start() == bodyEnd) {
        out.append(html, copied, bodyEnd);
        copied = bodyEnd;
        addUnseen(out, addresses);
      }
      if (links < linksMax && token instanceof HtmlToken.Tag tag && isLink(tag)) {
        HtmlAttribute place = tag.attribute("href").orElseThrow();
        Optional<String> address = address(place.rawValue(html), isText, numbers, addresses);
        if (address.isPresent()) {
          out.append(html, copied, place.valueStart()).append(address.get());
          copied = place.valueEnd();
          links++;
        }
      }
    }
    if (bodyEnd < 0 && endsShown(tokens)) {
      int end = withoutBlanks(html);
      out.append(html, copied, end);
      copied = end;
      addUnseen(out, addresses);
    }
    out.append(html, copied, html.length());
    return new TrackedHtml(out.toString(), links);
  }

  private static boolean isLink(HtmlToken.Tag tag) {
    return !tag.isEnd()
        && LINKS.contains(tag.name())
        && tag.attribute(NO_TRACK).isEmpty()
        && tag.attribute("href").isPresent();
  }

  private static Optional<String> address(
      String raw, boolean isText, Map<String, Integer> numbers, LinkAddresses addresses) {
    if (!isText && !raw.chars().allMatch(c -> c < 0x80)) {
      return Optional.empty();
    }
    Optional<String> target = LinkTarget.ofAttribute(raw);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    int number = numbers.getOrDefault(target.get(), numbers.size() + 1);
    Optional<String> address = addresses.click(target.get(), number);
    if (address.isPresent()) {
      numbers.put(target.get(), number);
    }
    return address;
  }

  /** Where the picture goes: before the last end of the body, else of the whole; -1 for neither. */
  private static int bodyEnd(List<HtmlToken> tokens) {
    int body = -1;
    int whole = -1;
    for (HtmlToken token : tokens) {
      if (token instanceof HtmlToken.Tag tag && tag.isEnd()) {
        body = tag.name().equals("body") ? tag.start() : body;
        whole = tag.name().equals("html") ? tag.start() : whole;
      }
    }
    return body >= 0 ? body : whole;
  }

  /** Whether what is put at the end is shown, and not a part of a comment or a script. */
  private static boolean endsShown(List<HtmlToken> tokens) {
    if (tokens.isEmpty()) {
      return false;
    }
    HtmlToken last = tokens.get(tokens.size() - 1);
    return last instanceof HtmlToken.Text || last instanceof HtmlToken.Tag;
  }

  /** A mail ends with a line end, and is to do so still. */
  private static int withoutBlanks(String html) {
    int end = html.length();
    while (end > 0 && " \t\r\n".indexOf(html.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static void addUnseen(StringBuilder out, LinkAddresses addresses) {
    Optional<String> trap = addresses.trap();
    Optional<String> open = addresses.open();
    StringBuilder added = new StringBuilder(PIECE_CHARS);
    trap.ifPresent(
        address ->
            added
                .append("<a href=\"")
                .append(address)
                .append("\" style=\"display:none\" tabindex=\"-1\" aria-hidden=\"true\"></a>"));
    open.ifPresent(
        address ->
            added
                .append("<img src=\"")
                .append(address)
                .append("\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">"));
    out.append(added);
  }
}
