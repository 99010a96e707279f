/**
 * Posts the journal's events to the endpoints that tenants named. {@link
 * relay.ejb.webhook.WebhookRounds} looks at all of them, {@link relay.ejb.webhook.Endpoint} is how
 * this node stands with one, {@link relay.ejb.webhook.HttpPost} speaks to it.
 *
 * <p>Invariant: an event is done only when its post was answered with success and that is on the
 * disk; mail never waits for any of it.
 */
package relay.ejb.webhook;
