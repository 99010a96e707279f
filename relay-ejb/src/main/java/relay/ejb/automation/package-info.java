/**
 * Entries of contacts into automations as rows, what takes them on when they are due, what reads
 * the journal for mails that let contacts in and for what came back, and the door for events of JMS
 * producers.
 *
 * <p>Invariant: an entry whose mail may be in a lane is moved by the node that put it there alone.
 * Way in: {@link relay.ejb.automation.AutomationProducer}.
 */
package relay.ejb.automation;
