/**
 * The rules of the HTTP door: limits, who may do what, and what makes a repeated request the same
 * request.
 *
 * <p>Invariant: nothing here is decided by a header that any client can set, beside its
 * credentials. RFC 7617, RFC 6750, RFC 9457. Way in: {@link relay.domain.http.HttpSettings}, {@link
 * relay.domain.http.IdempotencyKeys}.
 */
package relay.domain.http;
