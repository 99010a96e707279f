/**
 * The master keys of the node, and its keys for contents: from the settings, or from files.
 *
 * <p>Invariant: a key file is made when there is none, never overwritten with fewer keys, and never
 * printed; the keys for contents are only read. Way in: {@link relay.ejb.secret.KeyFileVault}.
 */
package relay.ejb.secret;
