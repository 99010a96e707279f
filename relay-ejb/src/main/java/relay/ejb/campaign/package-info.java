/**
 * The ledger of campaigns in the database, what feeds it from the journal, and the rounds that move
 * campaigns on.
 *
 * <p>Invariant: a row moves on by the journal alone once its mail stands in the lane; no row is
 * ever made but by the one statement that freezes an audience. Way in: {@link
 * relay.ejb.campaign.CampaignProducer}.
 */
package relay.ejb.campaign;
