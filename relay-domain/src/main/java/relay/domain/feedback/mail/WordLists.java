package relay.domain.feedback.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that mails which come back are known by, in the languages that mail systems write in.
 * They stand in {@code notice.words} beside this class: a list for each name in brackets, a line
 * for each word. Immutable.
 */
final class WordLists {
  private static final Map<String, List<String>> SHIPPED = read("notice.words");

  private WordLists() {}

  /**
   * A list that comes with the relay.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  static List<String> named(String name) {
    List<String> words = SHIPPED.get(name);
    if (words == null) {
      throw new IllegalArgumentException("notice.words has no list [" + name + "]: write one");
    }
    return words;
  }

  /** The lists of a text. */
  static Map<String, List<String>> of(String text) {
    Map<String, List<String>> lists = new HashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("[") && line.endsWith("]") && line.length() > 2) {
        current = new ArrayList<>();
        lists.put(line.substring(1, line.length() - 1), current);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        current.add(line);
      }
    }
    lists.replaceAll((name, words) -> List.copyOf(words));
    return lists;
  }

  private static Map<String, List<String>> read(String file) {
    try (InputStream in = WordLists.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(
            file + " is missing in the relay's archive: build it again");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " in the relay's archive cannot be read", e);
    }
  }
}
