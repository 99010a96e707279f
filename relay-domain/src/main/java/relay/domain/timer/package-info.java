/**
 * Work that a server's executor is to do later.
 *
 * <p>Invariant: work is done once for each time it was asked for, also on a server that loses it on
 * the way: GlassFish drops what comes due while any application of the domain is being deployed.
 * Way in: {@link relay.domain.timer.Repeated}, {@link relay.domain.timer.Turn}.
 */
package relay.domain.timer;
