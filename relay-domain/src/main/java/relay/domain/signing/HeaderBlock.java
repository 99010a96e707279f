package relay.domain.signing;

import java.util.ArrayList;
import java.util.List;

/** The header fields of a mail, top down. A line without a colon is in none of them. */
record HeaderBlock(List<HeaderField> fields) {

  /** Reads the fields of {@code octets[from, to)}, up to the empty line if there is one. */
  static HeaderBlock of(byte[] octets, int from, int to) {
    List<HeaderField> fields = new ArrayList<>(24);
    int start = from;
    while (start < to) {
      int end = endOfField(octets, start, to);
      if (end == start) {
        break;
      }
      int colon = colonOf(octets, start, end);
      if (colon > start) {
        fields.add(new HeaderField(octets, start, nameEnd(octets, start, colon), colon + 1, end));
      }
      start = end + 2;
    }
    return new HeaderBlock(fields);
  }

  /**
   * The first octet of the body in {@code octets[0, to)}, or -1 when the empty line has not come
   * yet. Looks at nothing before {@code from}, where an earlier search ended.
   */
  static int bodyStart(byte[] octets, int from, int to) {
    if (to >= 2 && octets[0] == '\r' && octets[1] == '\n') {
      return 2;
    }
    for (int i = Math.max(from, 3); i < to; i++) {
      if (octets[i] == '\n'
          && octets[i - 1] == '\r'
          && octets[i - 2] == '\n'
          && octets[i - 3] == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  /** This block below the fields of another one. */
  HeaderBlock below(HeaderBlock above) {
    if (above.fields.isEmpty()) {
      return this;
    }
    List<HeaderField> all = new ArrayList<>(above.fields.size() + fields.size());
    all.addAll(above.fields);
    all.addAll(fields);
    return new HeaderBlock(all);
  }

  private static int endOfField(byte[] octets, int start, int to) {
    for (int i = start; i + 1 < to; i++) {
      if (octets[i] == '\r' && octets[i + 1] == '\n') {
        boolean folded = i > start && i + 2 < to && isBlank(octets[i + 2]);
        if (!folded) {
          return i;
        }
      }
    }
    return to;
  }

  private static int colonOf(byte[] octets, int start, int end) {
    for (int i = start; i < end; i++) {
      if (octets[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  // RFC 5322 4.5: old mail may have blanks before the colon; RFC 6376 3.4.2 drops them.
  private static int nameEnd(byte[] octets, int start, int colon) {
    int end = colon;
    while (end > start && isBlank(octets[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }
}
