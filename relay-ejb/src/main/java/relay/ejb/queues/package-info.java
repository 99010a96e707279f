/**
 * The durable queues over JMS: lanes, waiting rooms, what moves mail between them, and how a mail
 * is written into a message.
 *
 * <p>Invariant: a method that returns has seen its commit succeed; every move can be repeated after
 * a crash without a second copy coming into being. docs/message-life.md has the table of states.
 * Way in: {@link relay.ejb.queues.JmsMailQueues}, {@link relay.ejb.queues.WaitingRoomPump}.
 */
package relay.ejb.queues;
