package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Header fields as they are met: of a mail, a MIME part, a group of a report. A line that is
 * neither field nor continuation is taken as continuation, since programs forget the blank.
 * Immutable.
 */
final class Fields {
  private static final int FIELDS_MAX = 2000;
  private static final int VALUE_CHARS_MAX = 16 * 1024;
  private static final int NAME_CHARS_MAX = 100;

  private final List<Field> fields;
  private final int end;

  private Fields(List<Field> fields, int end) {
    this.fields = List.copyOf(fields);
    this.end = end;
  }

  /** One field; the value on one line, without blanks at its ends. */
  record Field(String name, String value) {}

  /** Those of the block that begins here: up to an empty line. */
  static Fields read(String text, int from, int to) {
    List<Field> fields = new ArrayList<>();
    String name = "";
    StringBuilder value = new StringBuilder();
    int at = from;
    while (at < to) {
      int eol = lineEnd(text, at, to);
      int stop = eol > at && text.charAt(eol - 1) == '\r' ? eol - 1 : eol;
      if (stop == at || !name.isEmpty() && isEndOfHeader(text, at, stop, eol + 1, to)) {
        add(fields, name, value);
        return new Fields(fields, Math.min(eol + 1, to));
      }
      int colon = isBlank(text.charAt(at)) ? -1 : colon(text, at, stop);
      if (colon >= 0) {
        add(fields, name, value);
        name = text.substring(at, colon).strip();
        value.setLength(0);
        append(value, text, colon + 1, stop);
      } else if (!name.isEmpty()) {
        append(value.append(' '), text, at, stop);
      }
      at = eol + 1;
    }
    add(fields, name, value);
    return new Fields(fields, to);
  }

  /** The value of the topmost field of this name; empty when there is none. */
  String first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return "";
  }

  List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  boolean has(String name) {
    return fields.stream().anyMatch(f -> f.name().equalsIgnoreCase(name));
  }

  List<Field> list() {
    return fields;
  }

  /** Where what follows begins. */
  int end() {
    return end;
  }

  /** A parameter of a structured field, such as boundary; absent when it is not there. */
  static Optional<String> parameter(String value, String name) {
    String lower = value.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(name + "=");
    while (at > 0 && "; \t\"".indexOf(lower.charAt(at - 1)) < 0) {
      at = lower.indexOf(name + "=", at + 1);
    }
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + name.length() + 1;
    if (start < value.length() && value.charAt(start) == '"') {
      int close = value.indexOf('"', start + 1);
      return Optional.of(value.substring(start + 1, close < 0 ? value.length() : close));
    }
    int stop = start;
    while (stop < value.length() && "; \t".indexOf(value.charAt(stop)) < 0) {
      stop++;
    }
    return Optional.of(value.substring(start, stop));
  }

  static int lineEnd(String text, int from, int to) {
    int end = text.indexOf('\n', from);
    return end < 0 || end > to ? to : end;
  }

  private static void add(List<Field> fields, String name, StringBuilder value) {
    if (!name.isEmpty() && fields.size() < FIELDS_MAX) {
      fields.add(new Field(name, value.toString().strip()));
    }
  }

  private static void append(StringBuilder value, String text, int from, int to) {
    int room = VALUE_CHARS_MAX - value.length();
    int start = from;
    while (start < to && isBlank(text.charAt(start))) {
      start++;
    }
    value.append(text, start, Math.min(to, start + Math.max(0, room)));
  }

  /** Whether a line of blanks ends the header, as sloppy programs write it: no field follows. */
  private static boolean isEndOfHeader(String text, int at, int stop, int next, int to) {
    if (!text.substring(at, stop).isBlank() || next >= to) {
      return false;
    }
    int eol = lineEnd(text, next, to);
    return !isBlank(text.charAt(next)) && colon(text, next, eol) < 0;
  }

  private static int colon(String text, int from, int to) {
    int limit = Math.min(to, from + NAME_CHARS_MAX);
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i > from ? i : -1;
      }
      if (c <= ' ' && !isBlank(c) || c > 126 || c == '<' || c == '"') {
        return -1;
      }
      // Old mail has blanks before the colon; a sentence has them before other letters.
      if (isBlank(c) && text.charAt(Math.min(i + 1, to - 1)) != ':' && !isBlankRun(text, i, to)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isBlankRun(String text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text.charAt(i))) {
      i++;
    }
    return i < to && text.charAt(i) == ':';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
