package relay.domain.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link JsonLine} writes: one flat object of texts, numbers, booleans and lists of
 * texts. By hand because each event of each mail passes here on its way into the message view; a
 * general parser took three times as long. Used once, by one thread.
 */
final class JsonLineReader {
  private final byte[] octets;
  private final int end;
  private int at;

  JsonLineReader(byte[] octets, int from, int length) {
    this.octets = octets;
    this.at = from;
    this.end = from + length;
  }

  /**
   * The fields in their order; numbers are Long or Double.
   *
   * @throws IllegalArgumentException when it is no such object
   */
  Map<String, Object> object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    expect('{');
    if (!isNext('}')) {
      do {
        String name = text();
        expect(':');
        if (fields.put(name, value()) != null) {
          throw wrong("the name " + name + " twice");
        }
      } while (isNext(','));
      expect('}');
    }
    skipBlanks();
    if (at < end) {
      throw wrong("more than one object");
    }
    return fields;
  }

  private Object value() {
    skipBlanks();
    int c = at < end ? octets[at] : -1;
    return switch (c) {
      case '"' -> text();
      case '[' -> list();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      default -> number();
    };
  }

  private List<String> list() {
    List<String> texts = new ArrayList<>();
    expect('[');
    if (!isNext(']')) {
      do {
        texts.add(text());
      } while (isNext(','));
      expect(']');
    }
    return List.copyOf(texts);
  }

  private Object word(String word, Object meaning) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || octets[at] != word.charAt(i)) {
        throw wrong("an unknown word");
      }
    }
    return meaning;
  }

  private Object number() {
    int from = at;
    boolean whole = true;
    while (at < end && "+-.eE0123456789".indexOf(octets[at]) >= 0) {
      whole &= octets[at] == '-' || octets[at] >= '0' && octets[at] <= '9';
      at++;
    }
    String digits = new String(octets, from, at - from, StandardCharsets.US_ASCII);
    return whole ? (Object) Long.valueOf(digits) : Double.valueOf(digits);
  }

  private String text() {
    expect('"');
    int from = at;
    int all = 0;
    while (at < end && octets[at] != '"' && octets[at] != '\\') {
      all |= octets[at++];
    }
    if (at < end && octets[at] == '"') {
      var charset = all < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
      return new String(octets, from, at++ - from, charset);
    }
    return escapedText(from);
  }

  private String escapedText(int from) {
    var text = new StringBuilder(new String(octets, from, at - from, StandardCharsets.UTF_8));
    int run = at;
    while (at < end && octets[at] != '"') {
      if (octets[at] != '\\') {
        at++;
        continue;
      }
      text.append(new String(octets, run, at - run, StandardCharsets.UTF_8));
      at++;
      text.append(escape());
      run = at;
    }
    text.append(new String(octets, run, at - run, StandardCharsets.UTF_8));
    expect('"');
    return text.toString();
  }

  private char escape() {
    if (at >= end) {
      throw wrong("an unfinished text");
    }
    char c = (char) octets[at++];
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        if (end - at < 4) {
          throw wrong("an unfinished escape");
        }
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
          int digit = Character.digit(octets[at], 16);
          if (digit < 0) {
            throw wrong("an escape that is none");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> throw wrong("an escape that is none");
    };
  }

  private boolean isNext(char wanted) {
    skipBlanks();
    if (at < end && octets[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!isNext(wanted)) {
      throw wrong("no " + wanted);
    }
  }

  private void skipBlanks() {
    while (at < end && isBlank(octets[at])) {
      at++;
    }
  }

  /** RFC 8259 2; an editor may have ended the line with CR LF. */
  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("not a journal line: " + what + " at octet " + at);
  }
}
