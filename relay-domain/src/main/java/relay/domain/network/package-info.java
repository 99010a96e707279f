/**
 * Internet addresses as settings and policy speak of them.
 *
 * <p>Invariant: nothing here resolves a name; only literals are read. RFC 4291, RFC 4632. Way in:
 * {@link relay.domain.network.NetworkRange}.
 */
package relay.domain.network;
