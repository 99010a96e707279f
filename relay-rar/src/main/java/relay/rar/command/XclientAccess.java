package relay.rar.command;

import relay.domain.mail.NetworkRange;
import relay.rar.session.SmtpSession;

/** Who may use XCLIENT. */
final class XclientAccess {
  private XclientAccess() {}

  static boolean isAllowed(SmtpSession session) {
    for (NetworkRange range : session.service().listener().xclientPeers()) {
      if (range.contains(session.peer().neighbour())) {
        return true;
      }
    }
    return false;
  }
}
