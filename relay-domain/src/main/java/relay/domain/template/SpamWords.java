package relay.domain.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Our own list of phrases that look like spam. Immutable, thread-safe. */
final class SpamWords {
  private static final String FILE = "spam-words.txt";
  private static final SpamWords OWN = read();
  private final Map<String, Integer> points;

  private SpamWords(Map<String, Integer> points) {
    this.points = points;
  }

  static SpamWords own() {
    return OWN;
  }

  private static SpamWords read() {
    try (InputStream in = SpamWords.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new SpamWords(
          lines
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split(" ", 2))
              .collect(
                  Collectors.toMap(
                      parts -> parts[1],
                      parts -> Integer.valueOf(parts[0]),
                      (a, b) -> a,
                      LinkedHashMap::new)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** The phrases that stand in a text as whole words, with their points. */
  Map<String, Integer> in(String text) {
    String words = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Map<String, Integer> found = new LinkedHashMap<>();
    points.forEach(
        (phrase, more) -> {
          if (holds(words, phrase)) {
            found.put(phrase, more);
          }
        });
    return found;
  }

  private static boolean holds(String words, String phrase) {
    for (int at = words.indexOf(phrase); at >= 0; at = words.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean isWhole =
          (at == 0 || !Character.isLetterOrDigit(words.charAt(at - 1)))
              && (end == words.length() || !Character.isLetterOrDigit(words.charAt(end)));
      if (isWhole) {
        return true;
      }
    }
    return false;
  }
}
