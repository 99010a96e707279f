package relay.domain.smtp;

import java.util.Optional;

/** The name a client gives itself in HELO or EHLO (RFC 5321 4.1.1.1). */
public final class ClientName {
  private static final int CHARS_MAX = 255;

  private ClientName() {}

  /**
   * Takes domains, address literals, and the single labels and underscores that real clients send;
   * nothing that could break a header field or a log line. Empty when the name cannot be used.
   */
  public static Optional<String> parse(String argument) {
    String name = argument.strip();
    if (name.isEmpty() || name.length() > CHARS_MAX) {
      return Optional.empty();
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean good = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (!good && "-._:[]".indexOf(c) < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(name);
  }
}
