/**
 * Places where a test may let the process die.
 *
 * <p>Invariant: without the setting and the system property nothing ever happens here. Way in:
 * {@link relay.domain.fault.FaultPoint}.
 */
package relay.domain.fault;
