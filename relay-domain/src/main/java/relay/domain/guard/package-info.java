/**
 * When the relay has to slow new mail down or refuse it for a while: disk, memory, lanes.
 *
 * <p>Invariant: what is refused for lack of resources is refused with a 4xx, before anything of it
 * is kept. Way in: {@link relay.domain.guard.GuardSettings}, {@link relay.domain.guard.Strain}.
 */
package relay.domain.guard;
