package relay.domain.mail;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * A mailbox of RFC 5321 4.1.2: local part (kept as written, quotes included) and domain or address
 * literal (lower case, U-labels or A-labels as written). Equal when local parts are equal octet by
 * octet and domains without regard to case.
 */
public record EmailAddress(String localPart, String domain) {

  public EmailAddress {
    AddressGrammar.checkLocalPart(localPart);
    domain = domain.toLowerCase(Locale.ROOT);
    AddressGrammar.checkDomain(domain);
  }

  /**
   * Reads {@code local@domain}; no angle brackets, no source route, no display name.
   *
   * @throws InvalidAddress when the text is not a mailbox
   */
  public static EmailAddress parse(String text) {
    int at = text.lastIndexOf('@');
    if (at <= 0 || at == text.length() - 1) {
      throw new InvalidAddress("not an address: local part, @ and domain are needed");
    }
    return new EmailAddress(text.substring(0, at), text.substring(at + 1));
  }

  /** True for {@code user@[192.0.2.1]} and {@code user@[IPv6:...]}. */
  public boolean isLiteral() {
    return domain.startsWith("[");
  }

  /** The address of an address literal; empty for a domain. */
  public Optional<InetAddress> literalAddress() {
    return AddressGrammar.literal(domain);
  }

  /** The domain in canonical form; empty for an address literal. */
  public Optional<DomainName> domainName() {
    return isLiteral() ? Optional.empty() : Optional.of(DomainName.of(domain));
  }

  /** True when only a server with SMTPUTF8 can take this address as written (RFC 6531 3.2). */
  public boolean needsSmtpUtf8() {
    return !AddressGrammar.isAscii(localPart);
  }

  /** As written on the wire of a server without SMTPUTF8: the domain in A-labels. */
  public String withAsciiDomain() {
    return localPart + "@" + domainName().map(DomainName::ascii).orElse(domain);
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
