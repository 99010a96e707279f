package relay.domain.brake;

import relay.domain.mail.DomainName;

/**
 * A domain, or {@code *.} and a domain for its subdomains of any depth (not the domain itself).
 *
 * @param text in canonical form
 */
public record DomainPattern(String text) {
  static final String STAR = "*.";

  public DomainPattern {
    boolean star = text.startsWith(STAR);
    text = (star ? STAR : "") + DomainName.of(star ? text.substring(2) : text).ascii();
  }

  /** Whether subdomains are meant. */
  boolean isBelow() {
    return text.startsWith(STAR);
  }

  /** The domain without the star. */
  DomainName domain() {
    return new DomainName(isBelow() ? text.substring(STAR.length()) : text);
  }

  boolean matches(String domain) {
    return isBelow() ? domain.endsWith(text.substring(1)) : domain.equals(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
