package relay.domain.journal;

import java.util.Arrays;
import java.util.List;

/**
 * One JSON object on one line, in UTF-8, grown in a kept array. Written by hand because it stands
 * on the mail path: nothing is allocated but the array. Not thread-safe.
 */
final class JsonLine {
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private byte[] octets = new byte[4096];
  private int length;
  private boolean first;

  byte[] octets() {
    return octets;
  }

  int length() {
    return length;
  }

  void cutTo(int shorter) {
    length = shorter;
  }

  void begin() {
    put('{');
    first = true;
  }

  void end() {
    put('}');
    put('\n');
  }

  void field(String name, Object value) {
    if (!first) {
      put(',');
    }
    first = false;
    text(name);
    put(':');
    value(value);
  }

  private void value(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof List<?> list) {
      put('[');
      for (int i = 0; i < list.size(); i++) {
        if (i > 0) {
          put(',');
        }
        item(list.get(i));
      }
      put(']');
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      raw(value.toString());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      raw(number.toString());
    } else {
      throw refused(value);
    }
  }

  /** Readers know lists of texts only: a line with any other would stop all who follow. */
  private void item(Object item) {
    if (!(item instanceof String text)) {
      throw refused(item);
    }
    text(text);
  }

  private static IllegalArgumentException refused(Object value) {
    return new IllegalArgumentException(
        "a journal line holds no " + (value == null ? "null" : value.getClass().getName()));
  }

  private void raw(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      put(ascii.charAt(i));
    }
  }

  private void text(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        put(c);
      } else if (c < 0x80) {
        escape(c);
      } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        put(0xe0 | c >> 12);
        put(0x80 | c >> 6 & 0x3f);
        put(0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        supplementary(Character.toCodePoint(c, text.charAt(i)));
      } else {
        // Half a pair has no UTF-8 form; as an escape it survives and comes back the same.
        escape(c);
      }
    }
    put('"');
  }

  private void supplementary(int point) {
    put(0xf0 | point >> 18);
    put(0x80 | point >> 12 & 0x3f);
    put(0x80 | point >> 6 & 0x3f);
    put(0x80 | point & 0x3f);
  }

  private void escape(char c) {
    put('\\');
    if (c == '"' || c == '\\') {
      put(c);
      return;
    }
    put('u');
    put(HEX[c >> 12 & 15]);
    put(HEX[c >> 8 & 15]);
    put(HEX[c >> 4 & 15]);
    put(HEX[c & 15]);
  }

  private void put(int octet) {
    if (length == octets.length) {
      octets = Arrays.copyOf(octets, length * 2);
    }
    octets[length++] = (byte) octet;
  }
}
