/**
 * The quotas of this node: counted in memory, written down now and then.
 *
 * <p>Invariant: no file and no database is asked for a mail; a crash forgets at most what was
 * counted since the last writing. Way in: {@link relay.ejb.quota.QuotaProducer}.
 */
package relay.ejb.quota;
