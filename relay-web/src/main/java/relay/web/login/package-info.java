/**
 * The operator's view of logins that have to wait.
 *
 * <p>Invariant: operators only. Way in: {@link relay.web.login.LoginResource}.
 */
package relay.web.login;
