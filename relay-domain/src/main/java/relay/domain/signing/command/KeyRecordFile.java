package relay.domain.signing.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import relay.domain.signing.DkimKeyLookup;

/**
 * Key records from a text instead of the DNS: lines as {@code relay dkim create} prints them, or a
 * name, a blank and the text. Immutable.
 */
final class KeyRecordFile implements DkimKeyLookup {
  private final Map<String, List<String>> texts = new HashMap<>();

  KeyRecordFile(String lines) {
    lines
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith(";"))
        .forEach(this::add);
  }

  @Override
  public Answer textsOf(String name) {
    List<String> found = texts.get(name.toLowerCase(Locale.ROOT));
    return found == null ? new Answer.Missing() : new Answer.Found(found);
  }

  private void add(String line) {
    String[] parts = line.split("\\s+", 2);
    String name = parts[0].toLowerCase(Locale.ROOT);
    String key = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String rest = parts.length == 2 ? parts[1] : "";
    texts.computeIfAbsent(key, absent -> new ArrayList<>()).add(quoted(rest));
  }

  /** What stands between quotes, joined; the whole when nothing is quoted. */
  private static String quoted(String rest) {
    String[] pieces = rest.split("\"", -1);
    if (pieces.length < 3) {
      return rest;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < pieces.length; i += 2) {
      text.append(pieces[i]);
    }
    return text.toString();
  }
}
