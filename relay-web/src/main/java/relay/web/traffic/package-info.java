/**
 * What goes to whom, and what holds it, for operators.
 *
 * <p>Invariant: nothing is changed but an override ended, and that is on record first. Ways in:
 * {@link relay.web.traffic.TrafficResource}, {@link relay.web.traffic.OverrideResource}.
 */
package relay.web.traffic;
