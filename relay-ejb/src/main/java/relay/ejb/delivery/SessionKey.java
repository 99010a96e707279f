package relay.ejb.delivery;

import java.net.InetAddress;
import java.util.Optional;
import relay.domain.delivery.Origin;
import relay.domain.routing.HostAddress;
import relay.domain.routing.Smarthost.Login;
import relay.domain.transport.Protection;

/**
 * What a kept connection must have in common with a mail to carry it: not the domain, so that all
 * domains of a provider share.
 *
 * @param origin from where; servers of one connection hear one name
 * @param source our address; null when the system chooses
 * @param protection equal for the same demands on the same server, so that a connection made for
 *     one policy is never used for another
 * @param lmtp whether it speaks LMTP, whose replies to the content are as many as recipients
 */
record SessionKey(
    Origin origin,
    InetAddress source,
    InetAddress address,
    int port,
    Protection protection,
    Optional<Login> login,
    boolean lmtp) {

  static SessionKey of(HostAddress host, Protection protection, Origin origin, InetAddress source) {
    return new SessionKey(
        origin, source, host.address(), host.port(), protection, host.login(), host.lmtp());
  }
}
