/**
 * Webhooks: programs hear of mail over HTTP, a tenant's of its own, the platform's of everybody's.
 *
 * <p>Each node reads its journal for each endpoint from a place of the endpoint's own, so a dead
 * endpoint costs neither mail nor other endpoints anything, and nothing is lost over a crash: what
 * was not answered with success is posted again, with the same ids, in the order of the journal.
 * Signed as Standard Webhooks demands (webhook-id, webhook-timestamp, webhook-signature).
 *
 * <p>Invariants: a tenant's webhook hears of no other tenant's mail, and nobody below the platform
 * sees the platform's; no address that is not public is ever spoken to unless a setting allows it.
 * Way in: {@link relay.domain.webhook.Webhook} (what operators make), {@link
 * relay.domain.webhook.EndpointProgress} (how far a node has come with it).
 */
package relay.domain.webhook;
