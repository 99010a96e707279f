package relay.ejb.delivery;

import java.net.InetAddress;
import java.util.Optional;
import relay.domain.routing.HostAddress;
import relay.domain.routing.Smarthost.Login;
import relay.domain.routing.Smarthost.TlsMode;

/**
 * What a kept connection must have in common with a mail to carry it: not the domain, so that all
 * domains of a provider share.
 *
 * @param source our address; null when the system chooses
 * @param verifiedName the name its certificate was checked for; empty where any would do
 */
record SessionKey(
    InetAddress source,
    InetAddress address,
    int port,
    TlsMode tls,
    String verifiedName,
    Optional<Login> login) {

  static SessionKey of(HostAddress host, TlsMode tls, InetAddress source) {
    String name = tls == TlsMode.REQUIRED || tls == TlsMode.IMPLICIT ? host.host() : "";
    return new SessionKey(source, host.address(), host.port(), tls, name, host.login());
  }
}
