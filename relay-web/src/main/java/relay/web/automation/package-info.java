/**
 * Orders over automations, what programs tell of contacts, and where each contact is; automations
 * are written as every other object of a tenant is.
 *
 * <p>Invariant: what was answered is durable. Way in: {@link
 * relay.web.automation.AutomationOrderResource}, {@link relay.web.automation.ContactEventResource}.
 */
package relay.web.automation;
