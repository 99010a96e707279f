/**
 * The practice ground: addresses that behave as other people's servers do on good and on bad days,
 * so that customers can test what they make of bounces, delays and blocks.
 *
 * <p>Invariant: what happens to a mail follows from its recipient's address alone, except that
 * greylisting and rates count what that address got before; nothing is drawn by lot, and nothing
 * leaves the machine. RFC 5321, RFC 3463. Way in: {@link relay.domain.simulator.SimulatorSession};
 * mail finds it by {@link relay.domain.simulator.SimulatorRoutes}.
 */
package relay.domain.simulator;
