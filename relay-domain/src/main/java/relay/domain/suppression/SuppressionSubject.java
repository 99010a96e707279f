package relay.domain.suppression;

import java.util.Locale;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;

/**
 * Who is suppressed: an address or a whole domain, in the one form in which they are compared.
 * Local parts are compared without regard to case, as practically every server does: who
 * unsubscribed as Bob@ must not get mail as bob@.
 *
 * @param text {@code bob@example.org} or {@code example.org}: lower case, the domain in A-labels
 */
public record SuppressionSubject(String text) {

  public static SuppressionSubject of(EmailAddress address) {
    return new SuppressionSubject(
        address.localPart().toLowerCase(Locale.ROOT) + "@" + domainOf(address));
  }

  /** The domain of an address. */
  public static SuppressionSubject ofDomain(EmailAddress address) {
    return new SuppressionSubject(domainOf(address));
  }

  /**
   * Reads what a person or a file says.
   *
   * @throws InvalidAddress when it is neither an address nor a domain
   */
  public static SuppressionSubject parse(String text) {
    String bare = text.strip();
    if (bare.indexOf('@') >= 0) {
      return of(EmailAddress.parse(bare));
    }
    String domain = DomainName.of(bare).ascii();
    if (domain.indexOf('.') < 0) {
      throw new InvalidAddress("neither an address nor a domain name with a dot");
    }
    return new SuppressionSubject(domain);
  }

  public boolean isDomain() {
    return text.indexOf('@') < 0;
  }

  /** The domain, of the address too. */
  public String domain() {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  private static String domainOf(EmailAddress address) {
    return address.domainName().map(DomainName::ascii).orElse(address.domain());
  }

  @Override
  public String toString() {
    return text;
  }
}
