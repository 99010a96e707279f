package relay.web.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.net.InetAddress;
import java.security.Principal;
import java.util.Optional;
import relay.domain.http.Credentials;
import relay.domain.http.Loopback;

/**
 * Who sent a request.
 *
 * @param address of the other end of the connection, whatever the headers say
 * @param isBrowser whether a web page may have caused it: then nothing is done without a password
 * @param isLocal whether it came from this machine, not through a proxy, and by a name of this
 *     machine
 * @param isEncrypted whether it came over TLS
 */
public record Caller(
    InetAddress address,
    Optional<Credentials> credentials,
    boolean isBrowser,
    boolean isLocal,
    boolean isEncrypted)
    implements Principal {

  static Caller of(ContainerRequestContext request, InetAddress address) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    boolean proxied =
        has(request, "Forwarded") || has(request, "X-Forwarded-For") || has(request, "Via");
    String host = request.getHeaderString(HttpHeaders.HOST);
    return new Caller(
        address,
        authorization == null ? Optional.empty() : Credentials.read(authorization),
        has(request, "Origin") || has(request, "Referer") || has(request, "Sec-Fetch-Site"),
        address.isLoopbackAddress() && !proxied && host != null && Loopback.namedByHostHeader(host),
        request.getSecurityContext() != null && request.getSecurityContext().isSecure());
  }

  /** The caller that {@link CallerFilter} found. */
  public static Caller of(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }

  /** The name claimed, not yet checked; empty text without credentials. */
  @Override
  public String getName() {
    return credentials.map(Credentials::user).orElse("");
  }

  /** So that resources are given the caller in the one standard way. */
  SecurityContext asSecurityContext() {
    return new SecurityContext() {
      @Override
      public Principal getUserPrincipal() {
        return Caller.this;
      }

      @Override
      public boolean isUserInRole(String role) {
        return false;
      }

      @Override
      public boolean isSecure() {
        return isEncrypted;
      }

      @Override
      public String getAuthenticationScheme() {
        return credentials.isPresent() ? BASIC_AUTH : null;
      }
    };
  }

  private static boolean has(ContainerRequestContext request, String header) {
    return request.getHeaderString(header) != null;
  }
}
