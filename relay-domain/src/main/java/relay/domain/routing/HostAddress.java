package relay.domain.routing;

import java.net.InetAddress;
import java.util.Optional;
import relay.domain.routing.Smarthost.Login;
import relay.domain.routing.Smarthost.TlsMode;

/**
 * One place to connect to, and how.
 *
 * @param host the name from MX record or settings, for TLS and the journal; the address in brackets
 *     when there is no name
 * @param tls what the route demands; opportunistic for mail exchangers
 * @param nameProven whether nobody between the DNS and us can have put another name here: the
 *     operator or the recipient's address names the host, or DNSSEC vouches for the MX record
 * @param login only for hosts of ours or of a provider
 * @param lmtp whether it is spoken to by LMTP (RFC 2033)
 */
public record HostAddress(
    String host,
    InetAddress address,
    int port,
    TlsMode tls,
    boolean nameProven,
    Optional<Login> login,
    boolean lmtp) {

  /** Spoken to by SMTP. */
  public HostAddress(
      String host,
      InetAddress address,
      int port,
      TlsMode tls,
      boolean nameProven,
      Optional<Login> login) {
    this(host, address, port, tls, nameProven, login, false);
  }
}
