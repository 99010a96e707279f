/**
 * The audit over HTTP.
 *
 * <p>Invariant: only reads; secrets were masked before they came into the audit. Way in: {@link
 * relay.web.audit.AuditResource}.
 */
package relay.web.audit;
