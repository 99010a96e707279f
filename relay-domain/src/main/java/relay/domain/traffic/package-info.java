/**
 * How much of us one destination gets, and when.
 *
 * <p>Invariant: no destination, however slow or dead, can hold all workers of a lane; a mail that
 * has to wait gets a time instead of being asked again and again. Knows neither sockets nor queues.
 * What a provider with many domains may get, and rates, will be decided here too. Way in: {@link
 * relay.domain.traffic.TrafficControl}.
 */
package relay.domain.traffic;
