/**
 * When the relay has to refuse mail for a while: disk, memory.
 *
 * <p>Invariant: what is refused for lack of resources is refused with a 4xx, before anything of it
 * is kept. Way in: {@link relay.domain.guard.GuardSettings}.
 */
package relay.domain.guard;
