package relay.domain.tracking;

import java.util.Locale;
import java.util.Optional;

/**
 * A MIME field with parameters (RFC 2045 5.1): {@code text/html; charset="utf-8"}.
 *
 * @param value such as {@code text/html}, in small letters
 * @param rest from the first semicolon on
 */
record MimeField(String value, String rest) {

  static MimeField of(String text) {
    int semicolon = text.indexOf(';');
    String value = semicolon < 0 ? text : text.substring(0, semicolon);
    return new MimeField(
        value.strip().toLowerCase(Locale.ROOT), semicolon < 0 ? "" : text.substring(semicolon));
  }

  /** The first parameter of this name; quoted pairs are undone. */
  Optional<String> parameter(String name) {
    int at = 0;
    while (at < rest.length()) {
      int equals = at + 1;
      while (equals < rest.length() && "=;".indexOf(rest.charAt(equals)) < 0) {
        equals++;
      }
      String found = rest.substring(at + 1, equals).strip();
      if (equals == rest.length() || rest.charAt(equals) == ';') {
        at = equals;
        continue;
      }
      StringBuilder value = new StringBuilder();
      at = value(equals + 1, value);
      if (found.equalsIgnoreCase(name)) {
        return Optional.of(value.toString());
      }
    }
    return Optional.empty();
  }

  /** Reads a value; returns where the next parameter begins. */
  private int value(int from, StringBuilder out) {
    int at = from;
    while (at < rest.length() && rest.charAt(at) == ' ') {
      at++;
    }
    if (at < rest.length() && rest.charAt(at) == '"') {
      at++;
      while (at < rest.length() && rest.charAt(at) != '"') {
        at += rest.charAt(at) == '\\' && at + 1 < rest.length() ? 1 : 0;
        out.append(rest.charAt(at));
        at++;
      }
      int next = rest.indexOf(';', at);
      return next < 0 ? rest.length() : next;
    }
    int next = rest.indexOf(';', at);
    int end = next < 0 ? rest.length() : next;
    out.append(rest.substring(at, end).strip());
    return end;
  }
}
