/**
 * The job that puts the mails of a campaign into the lane: one instance for each shard, chunk by
 * chunk.
 *
 * <p>Invariant: the rows of the ledger are the place up to which a job has come, for they are on
 * disk with the chunk; what the job's own repository says may be older. Way in: {@link
 * relay.batch.campaign.BatchCampaignJobs}, META-INF/batch-jobs/campaign.xml.
 */
package relay.batch.campaign;
