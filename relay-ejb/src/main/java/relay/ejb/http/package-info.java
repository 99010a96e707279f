/**
 * The operator's account.
 *
 * <p>Invariant: its password stands nowhere; only the hash is kept, in the data folder. Way in:
 * {@link relay.ejb.http.AdministratorAccount}.
 */
package relay.ejb.http;
