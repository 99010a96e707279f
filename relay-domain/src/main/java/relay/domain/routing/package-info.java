/**
 * Where mail goes next: by MX, through a smarthost, into the sandbox; and which hosts stand behind
 * that.
 *
 * <p>Invariant: a route is decided from settings and recipient alone; its hosts are asked for at
 * each attempt, for DNS changes. Nothing here opens a socket; the DNS is the port {@link
 * relay.domain.routing.DomainLookup}. RFC 5321 5.1, RFC 7505. Way in: {@link
 * relay.domain.routing.Router}, then {@link relay.domain.routing.HostSearch}.
 */
package relay.domain.routing;
