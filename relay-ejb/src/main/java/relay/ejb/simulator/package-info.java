/**
 * The listener of the practice ground: sockets and threads around {@link
 * relay.domain.simulator.SimulatorSession}.
 *
 * <p>Invariant: bound to loopback and to ports that the system chooses, so nobody else's mail comes
 * here; no thread, line, mail or wait without a bound; contents are thrown away. RFC 5321, RFC
 * 3207. Way in: {@link relay.ejb.simulator.SimulatorServer}.
 */
package relay.ejb.simulator;
