/**
 * What became of a campaign: sums over the rows of its ledger, in groups.
 *
 * <p>Invariant: counts recipients, not visits, and names none of them; opens and clicks of people
 * and of machines are never added to each other. Way in: {@link
 * relay.domain.campaign.report.CampaignReport}.
 */
package relay.domain.campaign.report;
