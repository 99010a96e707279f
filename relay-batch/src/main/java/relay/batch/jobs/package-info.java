/**
 * What the jobs have in common: how their runs are told and found again.
 *
 * <p>Invariant: what a job does is its own package's. Way in: {@link relay.batch.jobs.JobRuns}.
 */
package relay.batch.jobs;
