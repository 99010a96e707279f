/**
 * The master keys of the node: from the settings, or from a file that only we can read.
 *
 * <p>Invariant: a key file is made when there is none, never overwritten with fewer keys, and never
 * printed. Way in: {@link relay.ejb.secret.KeyFileVault}.
 */
package relay.ejb.secret;
