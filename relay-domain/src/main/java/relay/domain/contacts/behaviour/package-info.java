/**
 * What contacts were sent and did, as segments and sunset rules ask for it: read from the journal
 * into one short record for each contact.
 *
 * <p>Invariant: only mail of lane bulk and visits of people count; a visit that turns out to be a
 * machine's is taken back. Way in: {@link relay.domain.contacts.behaviour.BehaviourNote}, {@link
 * relay.domain.contacts.behaviour.Behaviour}.
 */
package relay.domain.contacts.behaviour;
