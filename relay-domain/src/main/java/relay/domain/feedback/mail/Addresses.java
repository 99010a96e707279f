package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.List;

/** Finds mail addresses in any text, as a reader would; stricter than RFC 5322 allows. Linear. */
final class Addresses {
  private static final int LOCAL_CHARS_MAX = 128;
  private static final int DOMAIN_CHARS_MAX = 255;
  private static final String LOCAL_SIGNS = "!#$%&'*+-/=?^_`{|}~.";

  private Addresses() {}

  /**
   * An address and where it stands.
   *
   * @param start first character, after any bracket
   * @param end after the last
   */
  record Found(String address, int start, int end) {}

  /** The first in a text; empty when there is none. */
  static String first(String text) {
    List<Found> found = in(text, 1);
    return found.isEmpty() ? "" : found.get(0).address();
  }

  static List<Found> in(String text, int max) {
    List<Found> found = new ArrayList<>();
    int at = text.indexOf('@');
    int last = 0;
    while (at >= 0 && found.size() < max) {
      int end = domainEnd(text, at + 1);
      int start = localStart(text, at, last);
      if (start < at && end > at + 1) {
        found.add(new Found(text.substring(start, end), start, end));
        last = end;
        at = text.indexOf('@', end);
      } else {
        at = text.indexOf('@', at + 1);
      }
    }
    return found;
  }

  /** What is written where one address must stand: {@code rfc822; <bob@example.org>}. */
  static String ofField(String value) {
    int semicolon = value.indexOf(';');
    String rest = semicolon >= 0 ? value.substring(semicolon + 1) : value;
    String found = first(rest);
    return found.isEmpty() && semicolon >= 0 ? first(value) : found;
  }

  private static int localStart(String text, int at, int from) {
    int limit = Math.max(from, at - LOCAL_CHARS_MAX);
    if (at > 0 && text.charAt(at - 1) == '"') {
      int open = text.lastIndexOf('"', at - 2);
      return open >= limit ? open : at;
    }
    int start = at;
    while (start > limit && isLocal(text.charAt(start - 1))) {
      start--;
    }
    while (start < at && (text.charAt(start) == '.' || "'`=".indexOf(text.charAt(start)) >= 0)) {
      start++;
    }
    return start;
  }

  private static int domainEnd(String text, int from) {
    if (from < text.length() && text.charAt(from) == '[') {
      int close = text.indexOf(']', from);
      return close > from && close - from < 60 ? close + 1 : from;
    }
    int end = from;
    int limit = Math.min(text.length(), from + DOMAIN_CHARS_MAX);
    while (end < limit && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > from && ".-_".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean isLocal(char c) {
    return isLetterOrDigit(c) || LOCAL_SIGNS.indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  /** Not those of scripts that write words without blanks: the address would swallow them. */
  private static boolean isLetterOrDigit(char c) {
    return c < '\u2e80' && Character.isLetterOrDigit(c);
  }
}
