/**
 * The prune job: removes journal files, journal lines, finished mails, kept contents and other rows
 * that are older than settings and streams say.
 *
 * <p>Invariant: each step may be repeated from its beginning, for removing twice is removing once.
 * Way in: {@link relay.batch.retention.BatchPruneJobs}, META-INF/batch-jobs/prune.xml.
 */
package relay.batch.retention;
