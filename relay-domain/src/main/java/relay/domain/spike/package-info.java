/**
 * Spikes: far more of a stream's mail than usual bounces, or is complained about, at a provider, at
 * a domain of its own, or all over. The relay itself slows the stream there, then suspends it, by
 * brakes that end by themselves and that anybody may lift.
 *
 * <p>Invariant: few failures are never a spike, however high their share; what was counted before a
 * place was braked is not counted against the stream as a whole again. Pure: time is that of the
 * events and of who asks. Way in: {@link relay.domain.spike.SpikeBook}.
 */
package relay.domain.spike;
