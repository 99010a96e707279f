package relay.domain.tracking;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.html.HtmlReferences;
import relay.domain.mail.DomainName;

/**
 * Where the address of a link leads a browser, as an address of http or https that may stand in a
 * {@code Location} field: ASCII, without blanks, controls and user names.
 *
 * <p>Empty for whatever could lead a browser elsewhere than the text that is written here says:
 * such links stay as they are.
 */
final class LinkTarget {
  /** Longest target; with all that is said beside it the link stays well below 4,096 characters. */
  static final int CHARS_MAX = 2000;

  private static final String HEX = "0123456789ABCDEF";

  /** Named references that browsers read without a semicolon (WHATWG HTML 13.5). */
  private static final Set<String> WITHOUT_SEMICOLON =
      Set.of(
          ("AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml"
                  + " GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml"
                  + " QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave"
                  + " amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute"
                  + " ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest"
                  + " iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm"
                  + " oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3"
                  + " szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml")
              .split(" "));

  private LinkTarget() {}

  /**
   * The target of an attribute's value.
   *
   * @param raw as it stands in the text, references unread
   */
  static Optional<String> ofAttribute(String raw) {
    // a cheap look first: most values that are no web address show it
    if (raw.length() > 2 * CHARS_MAX || raw.indexOf('\0') >= 0 || !areReferencesClear(raw)) {
      return Optional.empty();
    }
    return of(HtmlReferences.read(raw));
  }

  /** The target of an address. */
  static Optional<String> of(String address) {
    String bare = bare(address);
    int start = afterScheme(bare);
    if (start < 0 || bare.length() > CHARS_MAX || !isText(bare)) {
      return Optional.empty();
    }
    int end = start;
    while (end < bare.length() && "/?#".indexOf(bare.charAt(end)) < 0) {
      end++;
    }
    Optional<String> authority = authority(bare.substring(start, end));
    if (authority.isEmpty() || bare.indexOf('\\') >= 0) {
      return Optional.empty();
    }
    String target =
        bare.substring(0, start).toLowerCase(Locale.ROOT)
            + authority.get()
            + encoded(bare.substring(end));
    return target.length() <= CHARS_MAX && isAddress(target)
        ? Optional.of(target)
        : Optional.empty();
  }

  /** Browsers strip the ends and take tabs and line ends out of the middle (WHATWG URL 4.4). */
  private static String bare(String address) {
    int from = 0;
    int to = address.length();
    while (from < to && address.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && address.charAt(to - 1) <= ' ') {
      to--;
    }
    StringBuilder bare = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = address.charAt(i);
      if (c != '\t' && c != '\n' && c != '\r') {
        bare.append(c);
      }
    }
    return bare.toString();
  }

  /** Without controls and halves of characters, which every browser has its own way with. */
  private static boolean isText(String bare) {
    return bare.codePoints().allMatch(c -> c >= ' ' && c != 0x7f && !(c >= 0xd800 && c <= 0xdfff));
  }

  /** After {@code http://} or {@code https://}; -1 for anything else. */
  private static int afterScheme(String address) {
    if (address.regionMatches(true, 0, "https://", 0, 8)) {
      return 8;
    }
    return address.regionMatches(true, 0, "http://", 0, 7) ? 7 : -1;
  }

  /** Host and port. A name before an at sign is there to mislead people, or is a secret. */
  private static Optional<String> authority(String text) {
    int colon = text.lastIndexOf(':');
    boolean isLiteral = text.startsWith("[");
    int bracket = text.lastIndexOf(']');
    int hostEnd = colon > bracket ? colon : text.length();
    String host = text.substring(0, hostEnd);
    String port = text.substring(hostEnd);
    if (!port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9') || port.length() > 6) {
      return Optional.empty();
    }
    if (isLiteral) {
      return host.chars().allMatch(c -> "[]:.0123456789abcdefABCDEF".indexOf(c) >= 0)
          ? Optional.of(text)
          : Optional.empty();
    }
    boolean isPlain =
        !host.isEmpty()
            && host.chars()
                .allMatch(
                    c ->
                        c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || "-._".indexOf(c) >= 0);
    return isPlain ? Optional.of(text) : international(host).map(name -> name + port);
  }

  private static Optional<String> international(String host) {
    try {
      boolean isUsual = host.chars().allMatch(c -> c > 0x7f || "-._".indexOf(c) >= 0 || isWord(c));
      return isUsual ? Optional.of(DomainName.of(host).ascii()) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isWord(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** What may not stand in an address, in percent signs, as browsers send it. */
  private static String encoded(String rest) {
    StringBuilder out = new StringBuilder(rest.length() + 16);
    for (byte octet : rest.getBytes(StandardCharsets.UTF_8)) {
      int c = octet & 0xff;
      if (c > ' ' && c < 0x7f && "\"<>`{}|^".indexOf(c) < 0) {
        out.append((char) c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /** Servers read the field as an address of RFC 3986 before they send it. */
  private static boolean isAddress(String target) {
    try {
      return !new URI(target).isOpaque();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether we read every reference in the value as browsers do. */
  private static boolean areReferencesClear(String raw) {
    for (int and = raw.indexOf('&'); and >= 0; and = raw.indexOf('&', and + 1)) {
      int end = and + 1;
      while (end < raw.length() && isWord(raw.charAt(end))) {
        end++;
      }
      char after = end < raw.length() ? raw.charAt(end) : ' ';
      String name = raw.substring(and + 1, end);
      boolean isNumber = name.isEmpty() && after == '#';
      if (isNumber ? !isClearNumber(raw, end + 1) : !isClearName(raw, and, name, after)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isClearName(String raw, int and, String name, char after) {
    if (after == ';') {
      String reference = raw.substring(and, and + name.length() + 2);
      String read = HtmlReferences.read(reference);
      // what our reader leaves out, such as a soft hyphen, browsers keep
      return name.isEmpty() || !read.isEmpty() && !read.equals(reference);
    }
    return after == '=' || !WITHOUT_SEMICOLON.contains(name);
  }

  /**
   * Those of 128 to 159 mean what Windows made of them; surrogates and endless ones mean nothing.
   */
  private static boolean isClearNumber(String raw, int from) {
    boolean isHex = from < raw.length() && (raw.charAt(from) | 0x20) == 'x';
    int start = isHex ? from + 1 : from;
    int end = start;
    long code = 0;
    while (end < raw.length()
        && end - start < 8
        && Character.digit(raw.charAt(end), isHex ? 16 : 10) >= 0) {
      code = code * (isHex ? 16 : 10) + Character.digit(raw.charAt(end), isHex ? 16 : 10);
      end++;
    }
    boolean isCharacter =
        code > 0 && code < 0x80 || code > 0x9f && code < 0xd800 || code > 0xdfff && code < 0x110000;
    boolean isWhole = end < raw.length() && raw.charAt(end) == ';';
    // without a digit it is none, and nobody reads it as one
    return end == start || isCharacter && isWhole;
  }
}
