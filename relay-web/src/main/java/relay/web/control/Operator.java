package relay.web.control;

import jakarta.ws.rs.core.SecurityContext;
import relay.domain.audit.Actor;
import relay.web.access.Caller;

/** Who makes a change. */
public final class Operator {
  private Operator() {}

  /** The caller as the audit names it: login name and address. */
  public static Actor of(SecurityContext security) {
    Caller caller = Caller.of(security);
    return new Actor(caller.getName(), caller.address().getHostAddress());
  }
}
