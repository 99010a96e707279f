package relay.domain.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import relay.domain.html.HtmlReferences;

/** What is done to a value so that where it stands it is a value and nothing else. */
enum Escape {
  /** In a subject or a text: nothing. */
  NONE,
  /** Between tags, and in quoted attributes. */
  HTML,
  /** A whole address in an attribute such as {@code href}: known schemes only. */
  ADDRESS,
  /** A part of such an address: percent-encoded (RFC 3986 2.1). */
  ADDRESS_PART,
  /** In a {@code style} attribute: what colours, sizes and names are made of. */
  STYLE;

  private static final List<String> SCHEMES =
      List.of("https://", "http://", "mailto:", "tel:", "cid:");
  private static final String NOWHERE = "#";
  private static final String UNRESERVED = "-._~";
  private static final String STYLED = " #.,%-";
  private static final String HEX = "0123456789ABCDEF";

  String of(String value) {
    return switch (this) {
      case NONE -> value;
      case HTML -> HtmlReferences.write(value);
      case ADDRESS -> address(value.strip());
      case ADDRESS_PART -> percentEncoded(value);
      default -> styled(value);
    };
  }

  private static String address(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    boolean isKnown = value.isEmpty() || SCHEMES.stream().anyMatch(lower::startsWith);
    return isKnown ? HtmlReferences.write(value) : NOWHERE;
  }

  private static String percentEncoded(String value) {
    StringBuilder encoded = new StringBuilder(value.length() + 16);
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      int c = octet & 0xff;
      if (isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0) {
        encoded.append((char) c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return encoded.toString();
  }

  private static String styled(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isAlphanumeric(c) || STYLED.indexOf(c) >= 0) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
