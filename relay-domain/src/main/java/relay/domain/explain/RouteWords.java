package relay.domain.explain;

import java.util.List;
import java.util.stream.Collectors;
import relay.domain.control.Responsible;
import relay.domain.routing.NextHop;
import relay.domain.routing.TargetView;

/** Next hops in words. */
final class RouteWords {
  private RouteWords() {}

  /** Goes on after "it goes". */
  static String of(NextHop hop) {
    if (hop instanceof NextHop.Sandbox) {
      return "into the sandbox: nothing leaves this machine";
    }
    if (hop instanceof NextHop.Simulator) {
      return "to the built-in simulator as " + hop.name() + ": nothing leaves this machine";
    }
    if (hop instanceof NextHop.Smarthosts) {
      return (hop.isTarget() ? "to target " : "to the hosts of route ") + hop.name();
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

  /** Goes on behind the next hops; empty when all of them are up. */
  static String ofDown(List<TargetView> down) {
    return down.stream()
        .map(
            v ->
                "; target "
                    + v.hop()
                    + " is "
                    + v.state().label()
                    + " since "
                    + v.since()
                    + ", tried at "
                    + v.triedAt()
                    + ": "
                    + v.trouble())
        .collect(Collectors.joining());
  }

  /** Goes on behind that; empty when all have room. */
  static String ofUsedUp(List<String> usedUp) {
    return usedUp.stream()
        .map(target -> "; the quota of target " + target + " is used up for this day (UTC)")
        .collect(Collectors.joining());
  }

  /** Who says which hosts stand behind a next hop. */
  static Responsible hostsOf(NextHop hop) {
    if (hop instanceof NextHop.MailExchangers) {
      return new Responsible("dns", hop.name());
    }
    if (hop instanceof NextHop.Simulator) {
      return Responsible.setting("simulator.domain");
    }
    return hop.isTarget()
        ? new Responsible("route", hop.name().substring(0, hop.name().indexOf('/')))
        : Responsible.setting("route." + hop.name() + ".hosts");
  }
}
