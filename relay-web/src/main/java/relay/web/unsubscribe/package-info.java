/**
 * The links by which recipients unsubscribe (RFC 8058).
 *
 * <p>Invariant: open to everybody, for the token in the link is all that counts; GET changes
 * nothing; no cookie, no redirection, no script. Way in: {@link
 * relay.web.unsubscribe.UnsubscribeResource}.
 */
package relay.web.unsubscribe;
