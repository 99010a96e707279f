/**
 * Who did what: the record of every change that people or programs make to the relay.
 *
 * <p>Invariant: an entry is never changed; each one's hash covers the entry before it, so a
 * changed, removed or inserted row is found by {@link relay.domain.audit.AuditLog#verify}. Secrets
 * are masked before they come here. Way in: {@link relay.domain.audit.AuditLog}.
 */
package relay.domain.audit;
