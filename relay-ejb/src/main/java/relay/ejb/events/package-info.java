/**
 * Tells the journal's events to the JMS topic of applications.
 *
 * <p>Invariant: an event is told at least once and in the order of the journal to everybody who
 * subscribed before it happened; the place is durable after the events are. A broker that is away
 * delays and loses nothing, and costs the mail path nothing. Way in: {@link
 * relay.ejb.events.EventTeller}.
 */
package relay.ejb.events;
