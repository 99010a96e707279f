/**
 * The operator's brakes over HTTP.
 *
 * <p>Invariant: an order is checked whole before anything of it is done, and says how long it
 * lasts. Way in: {@link relay.web.brake.BrakeResource}.
 */
package relay.web.brake;
