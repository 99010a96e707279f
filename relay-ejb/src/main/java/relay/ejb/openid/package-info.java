/**
 * Logins of people by the word of an OpenID Connect issuer, on this node.
 *
 * <p>Invariant: follows no redirection of the issuer, takes bounded answers in bounded time, and of
 * few logins at once. Way in: {@link relay.ejb.openid.NodeOpenIdDoor}.
 */
package relay.ejb.openid;
