/**
 * Events told to applications by JMS: what a message about one is made of.
 *
 * <p>Invariant: the text is the line of the journal, and the properties say nothing that it does
 * not say. Way in: {@link relay.domain.events.ToldEvent}.
 */
package relay.domain.events;
