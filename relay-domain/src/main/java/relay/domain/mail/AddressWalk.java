package relay.domain.mail;

/**
 * One walk over the value of a field of addresses (RFC 5322 3.4), for everybody who reads one: what
 * a sender is allowed and what is signed for must be the same addresses. Display names, quoted
 * strings, comments, groups and source routes are passed over; blanks and comments may stand around
 * the dots and the at sign of an address (3.4.1, 4.4) and between its words nowhere. Linear in the
 * length of the value.
 */
public final class AddressWalk {
  private final String value;
  private final Visitor visitor;
  private final StringBuilder address = new StringBuilder(48);
  private boolean whole = true;
  private boolean angle;
  private boolean literal;
  private boolean taken;
  private boolean gap;
  private boolean apart;

  private AddressWalk(String value, Visitor visitor) {
    this.value = value;
    this.visitor = visitor;
  }

  /** Takes what stands where an address belongs. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Looks at a text without the blanks and comments in it.
     *
     * @param text gone after the call
     * @param sound false for several words, or for what follows an address in its place: no address
     *     by the grammar, though some readers may take it for one
     * @return whether it is an address
     */
    boolean isAddress(StringBuilder text, boolean sound);
  }

  /**
   * Walks over a value, folded or not.
   *
   * @return false when something between the commas was no address
   */
  public static boolean over(String value, Visitor visitor) {
    return new AddressWalk(value, visitor).walk();
  }

  private boolean walk() {
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i);
      if (c == '"') {
        i = quoted(i);
      } else if (c == '(' && !literal) {
        i = afterComment(i);
      } else {
        take(c);
        i++;
      }
    }
    endMailbox();
    return whole && !angle && !literal;
  }

  private void take(char c) {
    switch (c) {
      case '<' -> {
        // what stands before is a name for people, and no address without quotes
        whole &= !angle && !taken && address.indexOf("@") < 0;
        angle = true;
        clear();
      }
      case '>' -> {
        whole &= angle;
        endAddress();
        angle = false;
      }
      case '[', ']' -> {
        add(c);
        literal = c == '[';
      }
      case ',', ';' -> separator(c, true);
      case ':' -> separator(c, false);
      case ' ', '\t', '\r', '\n' -> gap |= address.length() > 0;
      default -> add(c);
    }
  }

  private void add(char c) {
    openGap(c);
    address.append(c);
  }

  /** Words of a name may stand apart, those of an address only around dots and the at sign. */
  private void openGap(char next) {
    if (gap) {
      char last = address.charAt(address.length() - 1);
      apart |= !literal && last != '.' && last != '@' && next != '.' && next != '@';
      gap = false;
    }
  }

  private void clear() {
    address.setLength(0);
    gap = false;
    apart = false;
  }

  /** Inside angle brackets these belong to a source route, inside a literal to IPv6. */
  private void separator(char c, boolean endsMailbox) {
    if (literal) {
      address.append(c);
    } else if (angle && c == ':') {
      clear(); // <@one.example,@two.example:bob@example.org>
    } else if (angle) {
      address.append(c);
    } else if (endsMailbox) {
      endMailbox();
    } else {
      clear(); // the name of a group
    }
  }

  private void endMailbox() {
    if (taken) {
      // what follows the angle brackets is no address of its own
      if (address.length() > 0) {
        whole = false;
        visitor.isAddress(address, false);
      }
      clear();
    } else if (address.length() > 0) {
      endAddress();
    }
    taken = false;
  }

  private void endAddress() {
    whole &= visitor.isAddress(address, !apart) && !apart;
    clear();
    taken = true;
  }

  /** A quoted string is a local part when an at sign follows, else a name. */
  private int quoted(int quote) {
    int i = quote + 1;
    while (i < value.length() && value.charAt(i) != '"') {
      i += value.charAt(i) == '\\' ? 2 : 1;
    }
    int end = Math.min(i + 1, value.length());
    whole &= i < value.length();
    int next = end;
    while (next < value.length() && " \t\r\n".indexOf(value.charAt(next)) >= 0) {
      next++;
    }
    if (angle || next < value.length() && value.charAt(next) == '@') {
      openGap('"');
      apart |= address.length() > 0;
      address.append(value, quote, end);
    }
    return end;
  }

  private int afterComment(int open) {
    int depth = 0;
    int i = open;
    do {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
      i++;
    } while (depth > 0 && i < value.length());
    whole &= depth == 0;
    gap |= address.length() > 0;
    return Math.min(i, value.length());
  }
}
