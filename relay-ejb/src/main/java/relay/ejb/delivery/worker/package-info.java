/**
 * What is done with each mail that a lane gives out: sign, route, split, transmit, judge, move on.
 *
 * <p>Invariant: outcomes are durable before what follows from them is queued, and that is queued
 * before the entry is acknowledged; whatever a crash gives out again is asked for in the ledger
 * first. docs/message-life.md has the arrows. Way in: {@link
 * relay.ejb.delivery.worker.DeliveryWorker}.
 */
package relay.ejb.delivery.worker;
