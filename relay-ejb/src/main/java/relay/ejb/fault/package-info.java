/**
 * How a crash test lets the process die at a named step.
 *
 * <p>Invariant: only with the setting and the system property {@code relay.fault=armed} together.
 * Way in: {@link relay.ejb.fault.FaultProducer}.
 */
package relay.ejb.fault;
