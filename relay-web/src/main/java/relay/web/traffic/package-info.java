/**
 * What goes to whom, and what holds it, for operators.
 *
 * <p>Invariant: shows, changes nothing. Way in: {@link relay.web.traffic.TrafficResource}.
 */
package relay.web.traffic;
