package relay.domain.http;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of one request with what it stands for.
 *
 * @param owner the account, so that users cannot meet in each other's keys
 * @param key as given in the header
 * @param content digest of everything in the request that decides about the mail
 */
public record IdempotencyKey(String owner, String key, String content) {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

  /** The key without quotes (the header is a structured string); empty when it cannot be used. */
  public static Optional<String> readHeader(String header) {
    String text = header.strip();
    if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    return FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
