package relay.domain.explain;

import relay.domain.control.Responsible;
import relay.domain.routing.NextHop;

/** Next hops in words. */
final class RouteWords {
  private RouteWords() {}

  /** Goes on after "it goes". */
  static String of(NextHop hop) {
    if (hop instanceof NextHop.Sandbox) {
      return "into the sandbox: nothing leaves this machine";
    }
    if (hop instanceof NextHop.Smarthosts) {
      return (isOfObject(hop) ? "to target " : "to the hosts of route ") + hop.name();
    }
    if (hop instanceof NextHop.LmtpServers) {
      return "by LMTP to target " + hop.name();
    }
    if (hop instanceof NextHop.WebService web) {
      return "to the web service " + web.url().getHost() + " of target " + hop.name();
    }
    if (hop instanceof NextHop.MailFolder files) {
      return "into folder " + files.folder() + " of target " + hop.name();
    }
    if (hop instanceof NextHop.Discard) {
      return "nowhere: target " + hop.name() + " discards it";
    }
    return "to the mail exchangers of " + hop.name();
  }

  /** Who says which hosts stand behind a next hop. */
  static Responsible hostsOf(NextHop hop) {
    if (hop instanceof NextHop.MailExchangers) {
      return new Responsible("dns", hop.name());
    }
    return isOfObject(hop)
        ? new Responsible("route", hop.name().substring(0, hop.name().indexOf('/')))
        : Responsible.setting("route." + hop.name() + ".hosts");
  }

  /** The name of a target is that of its route, a slash, and its own. */
  private static boolean isOfObject(NextHop hop) {
    return hop.name().indexOf('/') > 0;
  }
}
