/**
 * People who administer: local users with a password and a second factor, and their sessions.
 *
 * <p>Invariant: a code opens one session and never a second; whoever guesses passwords or codes
 * waits longer and longer; a session ends with any change of its user. RFC 6238 (codes by time),
 * RFC 4226. Way in: {@link relay.domain.user.UserDesk}.
 */
package relay.domain.user;
