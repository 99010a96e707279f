package relay.domain.mail;

import java.net.IDN;
import java.util.Locale;

/**
 * A host or mail domain in its canonical form: A-labels, lower case, no trailing dot, at most 253
 * octets (RFC 1035 2.3.4).
 */
public record DomainName(String ascii) implements Comparable<DomainName> {
  private static final int OCTETS_MAX = 253;
  private static final int LABEL_OCTETS_MAX = 63;

  public DomainName {
    if (ascii.length() > OCTETS_MAX || !isLabels(ascii)) {
      throw new InvalidAddress("not a domain name");
    }
  }

  /**
   * Reads a domain as a person or a peer writes it: any case, U-labels or A-labels.
   *
   * @throws InvalidAddress when no canonical form exists
   */
  public static DomainName of(String text) {
    if (AddressGrammar.isAscii(text)) {
      return new DomainName(text.toLowerCase(Locale.ROOT));
    }
    return new DomainName(toAscii(text));
  }

  /** The form with U-labels, for people. */
  public String unicode() {
    return IDN.toUnicode(ascii);
  }

  private static String toAscii(String text) {
    if (text.length() > OCTETS_MAX) {
      throw new InvalidAddress("not a domain name");
    }
    try {
      return InternationalLabels.toAscii(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidAddress("not an internationalised domain name");
    }
  }

  /** Labels of letters, digits, inner hyphens; the last one not all digits (RFC 3696 2). */
  private static boolean isLabels(String text) {
    int start = 0;
    boolean digitsOnly = true;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (i == start || i - start > LABEL_OCTETS_MAX || text.charAt(i - 1) == '-') {
          return false;
        }
        if (i < text.length()) {
          start = i + 1;
          digitsOnly = true;
        }
      } else if (c == '-' && i == start || !isLabelCharacter(c)) {
        return false;
      } else {
        digitsOnly &= c >= '0' && c <= '9';
      }
    }
    return !digitsOnly;
  }

  // Underscores are not host names, yet mail domains with them exist and resolve.
  private static boolean isLabelCharacter(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
  }

  @Override
  public int compareTo(DomainName other) {
    return ascii.compareTo(other.ascii);
  }

  @Override
  public String toString() {
    return ascii;
  }
}
