package relay.ejb.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.RequiredTls;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TargetProbe;
import relay.domain.delivery.Transmission;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.delivery.TransmissionSettings;
import relay.domain.routing.HostAddress;
import relay.domain.routing.HostPlan;
import relay.domain.routing.HostSearch;
import relay.domain.routing.NextHop;
import relay.domain.smtp.SmtpReply;
import relay.domain.tlsreport.SessionTally;
import relay.domain.transport.TransportPlan;
import relay.domain.transport.TransportRules;
import relay.ejb.transport.TlsClient;

/**
 * Carries mail by SMTP: finds the hosts of the next hop and visits them in order until every
 * recipient has its reply or the attempt is out of time. A server that refused or doubtfully took
 * the content ends the attempt for its recipients; only a server that could not be talked to hands
 * them to the next host.
 *
 * <p>Blocks; as many attempts at once as there are callers. {@link #sweep} must be called about
 * once a second.
 */
public final class SmtpTransmission implements Transmission {
  private final HostSearch hosts;
  private final Transmission sandbox;
  private final TransportRules rules;
  private final SessionTally tally;
  private final TransmissionSettings settings;
  private final InstantSource clock;
  private final Sessions sessions;

  /**
   * @param sandbox takes what is routed there
   * @param tally counts how safe sessions with mail exchangers are
   * @throws IllegalStateException when a setting cannot be used; the message is for the operator
   */
  public SmtpTransmission(
      HostSearch hosts,
      TransportRules rules,
      Transmission sandbox,
      SessionTally tally,
      TransmissionSettings settings,
      InstantSource clock) {
    this.hosts = hosts;
    this.rules = rules;
    this.sandbox = sandbox;
    this.tally = tally;
    this.settings = settings;
    this.clock = clock;
    this.sessions =
        new Sessions(
            settings,
            TlsClient.create(
                "delivery.trust-anchors", settings.trustAnchors().map(Path::of), clock));
  }

  /**
   * {@inheritDoc}
   *
   * <p>An exception of {@link TransmissionOrder#beforeFinalDot} comes out of here; nothing of the
   * content was sent then.
   */
  @Override
  public TransmissionReport transmit(TransmissionOrder order) {
    if (order.hop() instanceof NextHop.Sandbox) {
      return sandbox.transmit(order);
    }
    Duration limit = settings.timeouts().attempt();
    var attempt = new Attempt(order, System.nanoTime() + limit.toNanos());
    HostPlan plan = hosts.hostsFor(order.hop(), attempt::isOutOfTime);
    if (plan instanceof HostPlan.Unreachable nobody) {
      return toAll(order, nobody.reply());
    }
    TransportPlan ways =
        order.envelope().options().tlsWaived()
            ? rules.planWithoutPolicy(order.hop())
            : rules.planFor(order.hop(), RequiredTls.binds(order.envelope()));
    for (HostAddress host : ((HostPlan.Hosts) plan).addresses()) {
      if (attempt.isComplete() || attempt.isOutOfTime()) {
        break;
      }
      new HostVisit(attempt, host, ways.at(host), sessions, tally, settings, clock).run();
    }
    return attempt.report();
  }

  /** Talks to the hosts of a next hop without sending mail. */
  public TargetProbe probe() {
    return new SmtpProbe(hosts, rules, sessions);
  }

  /** Ends what is overdue and closes connections that were idle for too long. */
  public void sweep() {
    sessions.sweep();
  }

  /** Closes idle connections beyond what the limits of their flows leave now. */
  public void makeRoom() {
    sessions.makeRoom();
  }

  /** Closes all connections; attempts under way end with local replies. */
  public void close() {
    sessions.close();
  }

  /** Idle connections kept for the next mail. */
  public int connectionsKept() {
    return sessions.kept();
  }

  /** Open connections, idle ones included. */
  public int connectionsOpen() {
    return sessions.connected();
  }

  private static TransmissionReport toAll(TransmissionOrder order, SmtpReply reply) {
    List<RecipientReply> replies =
        order.envelope().recipients().stream()
            .map(r -> new RecipientReply(r, reply, Stage.LOOKUP, false, HostTrace.NONE, false))
            .toList();
    return new TransmissionReport(replies);
  }
}
