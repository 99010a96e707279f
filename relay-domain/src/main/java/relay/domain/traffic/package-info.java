/**
 * How much of us one destination gets, and when.
 *
 * <p>Invariant: no destination, however slow or dead, can hold all workers of a lane; no flow (what
 * goes to the servers that one or many domains share) exceeds the limits of its rules; a mail that
 * has to wait gets a time instead of being asked again and again, and its reason names what holds
 * it. Knows neither sockets nor queues. Ways in: {@link relay.domain.traffic.TrafficControl}
 * decides, {@link relay.domain.traffic.Sites} knows whose servers a next hop has, {@link
 * relay.domain.traffic.FlowRules} what they may get.
 */
package relay.domain.traffic;
