/**
 * Work that is to be done later.
 *
 * <p>Invariant: work is done once for each time it was asked for, also when the server refuses its
 * context at that time: GlassFish does while any application of the domain is being deployed. Way
 * in: {@link relay.domain.timer.RelayTimer}, {@link relay.domain.timer.Repeated}.
 */
package relay.domain.timer;
