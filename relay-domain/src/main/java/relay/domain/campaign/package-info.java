/**
 * Campaigns: one template to the contacts of a list, each once. A campaign freezes its audience in
 * a ledger when it starts, puts small messages into the bulk lane from there, and writes each mail
 * when it is about to be delivered.
 *
 * <p>Invariant: a recipient of a campaign has one row in the ledger and one queue id that follows
 * from it, so that whatever is repeated after a crash is known to be a repeat. docs/campaigns.md
 * tells the whole, docs/adr/0030 why. RFC 8058 (unsubscribing), RFC 5322 (the mail). Way in: {@link
 * relay.domain.campaign.CampaignDesk}, {@link relay.domain.campaign.CampaignMails}.
 */
package relay.domain.campaign;
