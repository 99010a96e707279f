/**
 * Tenants, streams, domains, credentials and all other control objects over HTTP: one way for every
 * kind.
 *
 * <p>Invariant: every operation {@linkplain relay.web.access.Needs needs} a right; no secret is in
 * an answer but the one that was just made. RFC 9110 (conditions), RFC 7396 (merge patch), RFC 9457
 * (problems). Way in: {@link relay.web.control.TenantResource}, {@link
 * relay.web.control.TenantObjectResource}.
 */
package relay.web.control;
