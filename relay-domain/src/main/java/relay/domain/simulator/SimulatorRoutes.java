package relay.domain.simulator;

import java.util.List;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.routing.BuiltInDomains;
import relay.domain.routing.NextHop;
import relay.domain.routing.Smarthost;
import relay.domain.routing.Smarthost.TlsMode;

/**
 * Leads mail for the practice ground to its listener. Each behaviour is a destination of its own,
 * so that a slow one holds no other up. Immutable.
 */
public final class SimulatorRoutes implements BuiltInDomains {
  private final SimulatorDomain domain;
  private final List<Smarthost> usual;
  private final List<Smarthost> breakingTls;

  /**
   * @param host an IPv4 address of this machine
   * @param port of the listener without TLS
   * @param brokenPort of the one whose TLS is broken
   */
  public SimulatorRoutes(SimulatorDomain domain, String host, int port, int brokenPort) {
    this.domain = domain;
    // In brackets nobody asks the DNS about it.
    String literal = "[" + host + "]";
    this.usual = List.of(new Smarthost(literal, port, TlsMode.NONE, Optional.empty()));
    this.breakingTls =
        List.of(new Smarthost(literal, brokenPort, TlsMode.OPPORTUNISTIC, Optional.empty()));
  }

  @Override
  public Optional<NextHop> hopOf(EmailAddress recipient) {
    if (!domain.holds(recipient)) {
      return Optional.empty();
    }
    boolean breaks = domain.behaviourOf(recipient).filter(Behaviour.TLS_BROKEN::equals).isPresent();
    return Optional.of(
        new NextHop.Simulator(domain.destinationOf(recipient), breaks ? breakingTls : usual));
  }
}
