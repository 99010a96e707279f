package relay.domain.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * The parameters after a path: {@code keyword} or {@code keyword=value}, one space between them
 * (RFC 5321 4.1.2). Keywords come out in upper case, each at most once.
 */
final class EsmtpParameters {
  private static final int PARAMETERS_MAX = 16;

  private EsmtpParameters() {}

  /**
   * Calls the reader for each parameter in order; a parameter without {@code =} has the value null.
   */
  static void read(String text, BiConsumer<String, String> reader) {
    if (text.isEmpty()) {
      return;
    }
    List<String> seen = new ArrayList<>(4);
    int start = 0;
    // Trailing spaces are common and harmless; doubled ones between parameters are too.
    while (start < text.length()) {
      int end = text.indexOf(' ', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        readOne(text.substring(start, end), seen, reader);
      }
      start = end + 1;
    }
  }

  private static void readOne(String item, List<String> seen, BiConsumer<String, String> reader) {
    int equals = item.indexOf('=');
    String keyword = equals < 0 ? item : item.substring(0, equals);
    String value = equals < 0 ? null : item.substring(equals + 1);
    checkKeyword(keyword);
    if (value != null) {
      checkValue(keyword, value);
    }
    String canonical = keyword.toUpperCase(Locale.ROOT);
    if (seen.contains(canonical)) {
      throw BadParameter.malformed(canonical + " is given twice");
    }
    if (seen.size() == PARAMETERS_MAX) {
      throw BadParameter.malformed("too many parameters");
    }
    seen.add(canonical);
    reader.accept(canonical, value);
  }

  private static void checkKeyword(String keyword) {
    boolean good = !keyword.isEmpty() && keyword.charAt(0) != '-' && keyword.length() <= 64;
    for (int i = 0; good && i < keyword.length(); i++) {
      char c = keyword.charAt(i);
      good = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
    if (!good) {
      throw BadParameter.malformed("a parameter is keyword or keyword=value");
    }
  }

  private static void checkValue(String keyword, String value) {
    boolean good = !value.isEmpty();
    for (int i = 0; good && i < value.length(); i++) {
      char c = value.charAt(i);
      good = c > ' ' && c != '=' && c != 127 && (c < 128 || c >= 0xa0);
    }
    if (!good) {
      throw BadParameter.malformed(keyword + " has a value that cannot be");
    }
  }
}
