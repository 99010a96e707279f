package relay.ejb.delivery;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Origin;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TargetProbe;
import relay.domain.routing.HostAddress;
import relay.domain.routing.HostPlan;
import relay.domain.routing.HostSearch;
import relay.domain.routing.NextHop;
import relay.domain.smtp.SmtpReply;
import relay.domain.transport.HostDecision;
import relay.domain.transport.TransportPlan;
import relay.domain.transport.TransportRules;

/**
 * Opens a session with each host of a next hop by the very code of an attempt, and closes it with
 * QUIT before any mail. Connections are new ones and are never kept. Thread-safe.
 */
final class SmtpProbe implements TargetProbe {
  private static final int HOSTS_MAX = 5;
  private static final SmtpReply OUT_OF_TIME =
      SmtpReply.local(451, "4.4.7", "the time for the test was over before this host");
  private final HostSearch hosts;
  private final TransportRules rules;
  private final Sessions sessions;

  SmtpProbe(HostSearch hosts, TransportRules rules, Sessions sessions) {
    this.hosts = hosts;
    this.rules = rules;
    this.sessions = sessions;
  }

  @Override
  public List<HostProbe> probe(NextHop hop, Origin origin, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    HostPlan plan = hosts.hostsFor(hop, () -> isOver(end));
    if (plan instanceof HostPlan.Unreachable nobody) {
      return List.of(HostProbe.nowhere(hop.name(), nobody.reply()));
    }
    TransportPlan ways = rules.planFor(hop, false);
    List<HostAddress> all = ((HostPlan.Hosts) plan).addresses();
    List<HostProbe> probes = new ArrayList<>();
    for (HostAddress host : all.subList(0, Math.min(HOSTS_MAX, all.size()))) {
      probes.add(
          isOver(end)
              ? unconnected(host, OUT_OF_TIME, Stage.CONNECT)
              : probe(host, ways, origin, end));
    }
    return probes;
  }

  private HostProbe probe(HostAddress host, TransportPlan ways, Origin origin, long end) {
    HostDecision decision = ways.at(host);
    if (decision instanceof HostDecision.PassOver forbidden) {
      return unconnected(host, forbidden.reply(), Stage.TLS);
    }
    if (!origin.isDefault() && origin.towards(host.address()).isEmpty()) {
      return unconnected(host, noAddress(origin, host), Stage.CONNECT);
    }
    SmtpSession session =
        sessions.prepare(host, ((HostDecision.Speak) decision).protection(), origin, end, false);
    try {
      sessions.open(session);
      return of(session, Optional.empty());
    } catch (SessionEnded e) {
      return of(session, Optional.of(e));
    } finally {
      session.close();
    }
  }

  private static HostProbe of(SmtpSession session, Optional<SessionEnded> trouble) {
    HostAddress host = session.host();
    return new HostProbe(
        host.host(),
        place(host),
        session.trace(Duration.ZERO, Duration.ZERO),
        session.greeting(),
        session.extensions().offered(),
        host.login().isPresent(),
        trouble.map(e -> e.step().stage()),
        trouble.map(SessionEnded::reply));
  }

  private static HostProbe unconnected(HostAddress host, SmtpReply why, Stage stage) {
    return new HostProbe(
        host.host(),
        place(host),
        HostTrace.NONE,
        "",
        List.of(),
        host.login().isPresent(),
        Optional.of(stage),
        Optional.of(why));
  }

  private static SmtpReply noAddress(Origin origin, HostAddress host) {
    String family = host.address() instanceof Inet6Address ? "IPv6" : "IPv4";
    return SmtpReply.local(
        451,
        Origin.OUR_FAULT,
        "source " + origin.source() + " has no " + family + " address to reach " + host.host());
  }

  private static String place(HostAddress host) {
    return host.address().getHostAddress() + " port " + host.port();
  }

  private static boolean isOver(long end) {
    return System.nanoTime() - end >= 0;
  }
}
