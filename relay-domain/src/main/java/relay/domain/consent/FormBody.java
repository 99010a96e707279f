package relay.domain.consent;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser sends of a form of our pages (WHATWG URL 5, application/x-www-form-urlencoded).
 */
public final class FormBody {
  /** Longer ones are none. */
  public static final int OCTETS_MAX = 32 << 10;

  private static final String TYPE = "application/x-www-form-urlencoded";

  private FormBody() {}

  /**
   * Values by name, in their order; empty when it is no form.
   *
   * @param contentType as it came; empty text for none
   */
  public static Optional<Map<String, List<String>>> read(String contentType, byte[] body) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (body.length > OCTETS_MAX || !(type.equals(TYPE) || type.startsWith(TYPE + ";"))) {
      return Optional.empty();
    }
    Map<String, List<String>> form = new LinkedHashMap<>();
    try {
      for (String pair : new String(body, StandardCharsets.US_ASCII).split("&")) {
        int at = pair.indexOf('=');
        if (at > 0) {
          form.computeIfAbsent(decoded(pair.substring(0, at)), name -> new ArrayList<>())
              .add(decoded(pair.substring(at + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a percent sign without its digits
    }
    return Optional.of(form);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
