/**
 * The public keys of token issuers, fetched and remembered.
 *
 * <p>Invariant: a login waits a set time at most, few logins wait at a time, and an issuer is asked
 * no more often than the settings say, whatever clients send. RFC 7517. Way in: {@link
 * relay.ejb.authentication.KeyMemory}.
 */
package relay.ejb.authentication;
