/**
 * Sessions and failed logins, shared by all nodes over one database.
 *
 * <p>Invariant: no login and no request waits for this; what a node cannot tell now, it tells
 * later, and goes on with what it knows. Nothing that opens a session is in the database. Way in:
 * {@link relay.ejb.login.LoginExchange}.
 */
package relay.ejb.login;
