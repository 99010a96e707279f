package relay.domain.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * The addresses in a field of addresses (RFC 5322 3.4): display names, quoted strings, comments,
 * groups and source routes are passed over. Linear in the length of the field.
 *
 * @param addresses in the order of their appearance
 * @param whole false when something between the commas was no address that we can read
 */
public record AddressList(List<EmailAddress> addresses, boolean whole) {

  public AddressList {
    addresses = List.copyOf(addresses);
  }

  /** Reads the value of a field, unfolded. */
  public static AddressList parse(String value) {
    return new Scan(value).read();
  }

  /** One walk over the value. */
  private static final class Scan {
    private final String value;
    private final List<EmailAddress> found = new ArrayList<>(2);
    private final StringBuilder address = new StringBuilder(48);
    private boolean whole = true;
    private boolean angle;
    private boolean literal;
    private boolean taken;
    private boolean gap;
    private boolean apart;

    Scan(String value) {
      this.value = value;
    }

    AddressList read() {
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
      return new AddressList(found, whole && !angle && !literal);
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
          literal = c == '[';
          address.append(c);
        }
        case ',', ';' -> separator(c, true);
        case ':' -> separator(c, false);
        case ' ', '\t', '\r', '\n' -> gap |= address.length() > 0;
        default -> add(c);
      }
    }

    /** An address with a blank in it is none; words of a name may stand apart. */
    private void add(char c) {
      apart |= gap;
      address.append(c);
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
        whole &= address.length() == 0;
        clear();
      } else if (address.length() > 0) {
        endAddress();
      }
      taken = false;
    }

    private void endAddress() {
      try {
        if (!apart) {
          found.add(EmailAddress.parse(address.toString()));
        }
        whole &= !apart;
      } catch (InvalidAddress e) {
        whole = false;
      }
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
      if (angle || end < value.length() && value.charAt(end) == '@') {
        apart |= gap || address.length() > 0;
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
      return Math.min(i, value.length());
    }
  }
}
