package relay.domain.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host or mail domain in its canonical form: A-labels, lower case, no trailing dot, at most 253
 * octets (RFC 1035 2.3.4).
 */
public record DomainName(String ascii) implements Comparable<DomainName> {
  private static final int OCTETS_MAX = 253;
  // Underscores are not host names, yet mail domains with them exist and resolve.
  private static final Pattern LABELS =
      Pattern.compile(
          "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

  public DomainName {
    if (ascii.length() > OCTETS_MAX || !LABELS.matcher(ascii).matches()) {
      throw new InvalidAddress("not a domain name");
    }
  }

  /**
   * Reads a domain as a person or a peer writes it: any case, U-labels or A-labels.
   *
   * @throws InvalidAddress when no canonical form exists
   */
  public static DomainName of(String text) {
    if (isAscii(text)) {
      return new DomainName(text.toLowerCase(Locale.ROOT));
    }
    try {
      return new DomainName(IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidAddress("not an internationalised domain name");
    }
  }

  /** The form with U-labels, for people. */
  public String unicode() {
    return IDN.toUnicode(ascii);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
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
