/**
 * What can be asked of webhooks beside making and changing them, which is as with every other
 * object of a tenant. Way in: {@link relay.web.webhook.WebhookDeliveryResource}.
 */
package relay.web.webhook;
