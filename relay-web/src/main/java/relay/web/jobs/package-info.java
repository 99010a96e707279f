/**
 * Jobs: when they run, and what became of them.
 *
 * <p>Invariant: what a job does is the batch module's; here it is only started and shown. Way in:
 * {@link relay.web.jobs.JobResource}.
 */
package relay.web.jobs;
