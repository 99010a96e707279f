package relay.domain.identity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import relay.domain.mail.EmailAddress;

/** The header fields by which a mail offers to unsubscribe. */
public final class UnsubscribeFields {
  /** RFC 2369 3.2. */
  public static final String FIELD = "List-Unsubscribe";

  /** RFC 8058 3.1. */
  public static final String POST_FIELD = "List-Unsubscribe-Post";

  /** What a provider posts, and what the form of our page posts. */
  public static final String ONE_CLICK = "List-Unsubscribe=One-Click";

  /** The first part of the path of each link. */
  public static final String PATH = "u/";

  private UnsubscribeFields() {}

  /**
   * Both fields, or without an address for HTTP the first alone; CR LF ended.
   *
   * @param publicUrl with a slash at its end
   * @param token of the one recipient
   * @param mailTo takes mail that unsubscribes him
   */
  public static byte[] of(Optional<URI> publicUrl, String token, EmailAddress mailTo) {
    var fields = new StringBuilder(300).append(FIELD).append(": ");
    publicUrl.ifPresent(
        url -> fields.append('<').append(url).append(PATH).append(token).append(">,\r\n "));
    fields.append("<mailto:").append(mailTo).append("?subject=unsubscribe>\r\n");
    if (publicUrl.isPresent()) {
      fields.append(POST_FIELD).append(": ").append(ONE_CLICK).append("\r\n");
    }
    return fields.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
