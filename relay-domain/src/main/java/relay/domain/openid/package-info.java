/**
 * Logins of people by somebody else's word: OpenID Connect, authorization code flow with PKCE
 * (OpenID Connect Core 3.1, RFC 6749, RFC 7636, RFC 9207).
 *
 * <p>Invariant: nobody is let in without an ID token that the issuer signed for this relay and for
 * this very login, begun in the same browser; no role comes from anywhere but the operator's
 * grants. Way in: {@link relay.domain.openid.OpenIdDesk}.
 */
package relay.domain.openid;
