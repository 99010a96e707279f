/**
 * How many mails of campaigns and automations one contact gets, all of a tenant's together: the cap
 * of the tenant and the contact's own choice, whichever allows less.
 *
 * <p>Invariant: a mail of lane bulk is counted, on disk, before it goes into its lane, under the id
 * that it has however often it is repeated; so two nodes at once never exceed a cap, and a crash
 * counts nothing twice. Mail of other lanes is never asked about. Way in: {@link
 * relay.domain.frequency.FrequencyGate}.
 */
package relay.domain.frequency;
