/**
 * Tracking of opens and clicks on this node: the names of tenants looked at in the DNS, visits
 * brought into the journal.
 *
 * <p>Invariant: no request for a tracked address waits for the database or the DNS. Way in: {@link
 * relay.ejb.tracking.TrackingProducer}.
 */
package relay.ejb.tracking;
