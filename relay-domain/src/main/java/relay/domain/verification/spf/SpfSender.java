package relay.domain.verification.spf;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;

/**
 * Who claims to send, and from where.
 *
 * @param ip of the client; IPv4-mapped addresses are IPv4 already
 * @param helo as the client said it; may be anything
 * @param identity which of its names is checked
 * @param localPart {@code postmaster} when there is none (RFC 7208 4.3)
 * @param domain to be checked, U-labels as A-labels; not always a domain
 */
public record SpfSender(
    InetAddress ip, String helo, Identity identity, String localPart, String domain) {
  private static final String POSTMASTER = "postmaster";

  /** Which name is checked (RFC 7208 2.3, 2.4). */
  public enum Identity {
    MAILFROM,
    HELO;

    /** As written in Received-SPF. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The sender of a mail; without one, as in bounces, postmaster at the name of the client.
   *
   * @param mailFrom address with or without angle brackets, empty for the null sender; a text
   *     without {@code @} is taken for a domain
   */
  public static SpfSender of(InetAddress ip, String helo, String mailFrom) {
    String address = mailFrom.strip();
    if (address.startsWith("<") && address.endsWith(">")) {
      address = address.substring(1, address.length() - 1);
    }
    if (address.isEmpty()) {
      return ofHelo(ip, helo);
    }
    int at = address.lastIndexOf('@');
    String localPart = at < 1 ? POSTMASTER : address.substring(0, at);
    return new SpfSender(ip, helo, Identity.MAILFROM, localPart, ascii(address.substring(at + 1)));
  }

  /** The client by the name that it gave itself. */
  public static SpfSender ofHelo(InetAddress ip, String helo) {
    return new SpfSender(ip, helo, Identity.HELO, POSTMASTER, ascii(helo.strip()));
  }

  /** The address that is checked. */
  public String address() {
    return localPart + "@" + domain;
  }

  boolean isIpv4() {
    return ip.getAddress().length == 4;
  }

  /** RFC 8616 4: names are asked for as A-labels. What is no name stays as it is. */
  private static String ascii(String domain) {
    return Optional.of(domain)
        .filter(name -> name.chars().anyMatch(c -> c > 127))
        .flatMap(SpfSender::canonical)
        .orElse(domain);
  }

  private static Optional<String> canonical(String domain) {
    try {
      return Optional.of(DomainName.of(domain).ascii());
    } catch (InvalidAddress e) {
      return Optional.empty();
    }
  }
}
