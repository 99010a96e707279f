package relay.domain.unsubscribe;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import relay.domain.identity.UnsubscribeFields;

/**
 * Whether a request says what RFC 8058 3.2 wants: {@code List-Unsubscribe=One-Click} and nothing
 * else, as a form of either kind.
 */
public final class OneClickBody {
  /** Longer ones are none. */
  public static final int OCTETS_MAX = 4096;

  private static final String NAME = "name=\"list-unsubscribe\"";
  private static final String VALUE = "One-Click";
  private static final int BOUNDARY_CHARS_MAX = 70;

  private OneClickBody() {}

  /**
   * @param contentType as it came; empty text for none
   */
  public static boolean is(String contentType, byte[] body) {
    if (body.length > OCTETS_MAX) {
      return false;
    }
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/form-data")) {
      return isForm(boundary(contentType), text);
    }
    boolean isForm = type.isEmpty() || type.startsWith("application/x-www-form-urlencoded");
    return isForm && text.strip().equals(UnsubscribeFields.ONE_CLICK);
  }

  private static String boundary(String contentType) {
    int at = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
    if (at < 0) {
      return "";
    }
    String value = contentType.substring(at + "boundary=".length()).strip();
    int end = value.indexOf(';');
    String bare = (end < 0 ? value : value.substring(0, end)).strip();
    return bare.startsWith("\"") && bare.endsWith("\"") && bare.length() > 1
        ? bare.substring(1, bare.length() - 1)
        : bare;
  }

  /** One part, of the one name and value (RFC 7578 4). */
  private static boolean isForm(String boundary, String text) {
    if (boundary.isEmpty() || boundary.length() > BOUNDARY_CHARS_MAX) {
      return false;
    }
    String bare = text.strip().replace("\r\n", "\n");
    String begin = "--" + boundary + "\n";
    String end = "--" + boundary + "--";
    if (!bare.startsWith(begin) || !bare.endsWith(end)) {
      return false;
    }
    String part =
        bare.substring(begin.length(), Math.max(begin.length(), bare.length() - end.length()));
    int empty = part.indexOf("\n\n");
    return empty >= 0
        && isNamed(part.substring(0, empty))
        && part.substring(empty + 2).strip().equals(VALUE);
  }

  private static boolean isNamed(String header) {
    return header
        .lines()
        .map(line -> line.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(
            line ->
                line.startsWith("content-disposition:form-data;")
                    && (line + ";").contains(";" + NAME + ";"));
  }
}
