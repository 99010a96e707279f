package relay.domain.settings;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where others reach this relay's HTTP: an address with a slash at its end, or none. */
public final class PublicUrl {
  /** What RFC 8058 3.1 wants, HTTPS; a relay on its own machine is for practice. */
  public static final SettingType<Optional<URI>> TYPE =
      SettingType.of(
          "an address such as https://mail.example.com/, without ? and #; http for this machine"
              + " only; may be empty",
          PublicUrl::read);

  private static final int CHARS_MAX = 200;
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private PublicUrl() {}

  private static Optional<URI> read(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    URI url = URI.create(text.strip().endsWith("/") ? text.strip() : text.strip() + "/");
    boolean isSafe =
        "https".equals(url.getScheme())
            || "http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost());
    if (!isSafe
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null
        || text.length() > CHARS_MAX
        || !text.chars().allMatch(c -> c > ' ' && c < 0x7f && "<>,\"'&=`".indexOf(c) < 0)) {
      throw new IllegalArgumentException(text);
    }
    return Optional.of(url);
  }
}
