/**
 * Orders over campaigns, and how far they have come; they are written as every other object of a
 * tenant is.
 *
 * <p>Invariant: an order that was answered is durable; the rounds carry it out. Way in: {@link
 * relay.web.campaign.CampaignOrderResource}, {@link relay.web.campaign.CampaignRounds}.
 */
package relay.web.campaign;
