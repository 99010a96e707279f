package relay.domain.smtp;

import java.util.Optional;

/**
 * A name and a password as AUTH brings them; has no readable text, because it holds the password.
 */
public record SaslCredentials(String user, String password) {
  private static final int CHARS_MAX = 1024;

  /**
   * Reads the one response of PLAIN (RFC 4616): authorisation id, NUL, name, NUL, password.
   *
   * @return a refusal with 501 for what cannot be read, 535 for a login on behalf of somebody else
   */
  public static Parsed<SaslCredentials> plain(String base64) {
    String text = text(base64).orElse("");
    int first = text.indexOf('\0');
    int second = text.indexOf('\0', first + 1);
    if (first < 0 || second < 0 || text.indexOf('\0', second + 1) >= 0) {
      return unreadable();
    }
    String actingAs = text.substring(0, first);
    String user = text.substring(first + 1, second);
    if (user.isEmpty() || second + 1 == text.length()) {
      return unreadable();
    }
    if (!actingAs.isEmpty() && !actingAs.equals(user)) {
      return Parsed.rejected(535, "5.7.8", "nobody may act for another user here");
    }
    return Parsed.value(new SaslCredentials(user, text.substring(second + 1)));
  }

  /** Joins the two responses of LOGIN. */
  public static Parsed<SaslCredentials> login(String userBase64, String passwordBase64) {
    Optional<String> user = text(userBase64).filter(t -> !t.isEmpty() && t.indexOf('\0') < 0);
    Optional<String> password =
        text(passwordBase64).filter(t -> !t.isEmpty() && t.indexOf('\0') < 0);
    return user.isPresent() && password.isPresent()
        ? Parsed.value(new SaslCredentials(user.get(), password.get()))
        : unreadable();
  }

  private static Parsed<SaslCredentials> unreadable() {
    return Parsed.rejected(501, "5.5.2", "the response is not what this mechanism sends");
  }

  private static Optional<String> text(String base64) {
    return SaslText.decoded(base64, CHARS_MAX);
  }

  @Override
  public String toString() {
    return "SaslCredentials[hidden]";
  }
}
