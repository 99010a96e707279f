/**
 * Logging in and out of people with a browser or a cookie jar.
 *
 * <p>Invariant: the cookie is out of reach for scripts and other sites; a change by cookie needs a
 * token that only the login told. Way in: {@link relay.web.session.SessionResource}.
 */
package relay.web.session;
