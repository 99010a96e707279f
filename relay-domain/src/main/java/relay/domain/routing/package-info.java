/**
 * Where mail goes next: by the rules of routes that operators make, by the routes of the settings,
 * by MX; and which hosts stand behind that.
 *
 * <p>Invariant: a route is decided from settings, control objects and the mail alone, the same for
 * the same mail; its hosts are asked for at each attempt, for DNS changes. No mail of a stream that
 * is bound to a residency has a way into farther hands. Nothing here opens a socket; the DNS is the
 * port {@link relay.domain.routing.DomainLookup}. RFC 5321 5.1, RFC 7505. Way in: {@link
 * relay.domain.routing.StreamRoutes}, then {@link relay.domain.routing.HostSearch}.
 */
package relay.domain.routing;
