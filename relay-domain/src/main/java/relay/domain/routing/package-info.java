/**
 * Where mail goes next: by MX, through a smarthost, into the sandbox.
 *
 * <p>Invariant: a route is decided from settings and recipient alone; which hosts stand behind it
 * is asked at each attempt, for DNS changes. RFC 5321 5.1, RFC 7505. Way in: {@link
 * relay.domain.routing.Router}.
 */
package relay.domain.routing;
