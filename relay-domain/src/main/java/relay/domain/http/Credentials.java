package relay.domain.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import relay.domain.tenancy.Tokens;

/**
 * Name and password of an Authorization header: Basic (RFC 7617), or Bearer (RFC 6750) with the
 * same {@code name:password} in base 64 as the token, for clients that know API keys only.
 */
public record Credentials(String user, String password) {
  private static final int HEADER_CHARS_MAX = 4096;

  /** Reads the header; empty when it is of another scheme or malformed. */
  public static Optional<Credentials> read(String header) {
    int space = header.indexOf(' ');
    if (space < 0 || header.length() > HEADER_CHARS_MAX) {
      return Optional.empty();
    }
    String scheme = header.substring(0, space).toLowerCase(Locale.ROOT);
    if (!scheme.equals("basic") && !scheme.equals("bearer")) {
      return Optional.empty();
    }
    return decode(header.substring(space + 1).strip());
  }

  /** The API token of a Bearer header, right or wrong; empty for anything else. */
  public static Optional<String> tokenIn(String header) {
    String scheme = "Bearer ";
    return header.length() <= HEADER_CHARS_MAX
            && header.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(header.substring(scheme.length()).strip())
            .filter(token -> token.startsWith(Tokens.PREFIX))
        : Optional.empty();
  }

  private static Optional<Credentials> decode(String token) {
    String text;
    try {
      byte[] octets = Base64.getDecoder().decode(token.replace('-', '+').replace('_', '/'));
      text = new String(octets, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    return colon < 1
        ? Optional.empty()
        : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
