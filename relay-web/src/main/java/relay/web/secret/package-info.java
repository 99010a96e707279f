/**
 * The master key of the secrets over HTTP.
 *
 * <p>Invariant: no answer holds a key or a secret, sealed or not. Way in: {@link
 * relay.web.secret.SecretResource}.
 */
package relay.web.secret;
