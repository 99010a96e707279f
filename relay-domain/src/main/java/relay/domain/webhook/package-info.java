/**
 * Webhooks: a tenant's own programs hear of its mail over HTTP.
 *
 * <p>Each node reads its journal for each endpoint from a place of the endpoint's own, so a dead
 * endpoint costs neither mail nor other endpoints anything, and nothing is lost over a crash: what
 * was not answered with success is posted again, with the same ids, in the order of the journal.
 * Signed as Standard Webhooks demands (webhook-id, webhook-timestamp, webhook-signature).
 *
 * <p>Invariant: no address that is not public is ever spoken to unless a setting allows it. Way in:
 * {@link relay.domain.webhook.Webhook} (what operators make), {@link
 * relay.domain.webhook.EndpointProgress} (how far a node has come with it).
 */
package relay.domain.webhook;
