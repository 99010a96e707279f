package relay.web.access;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Principal;
import java.util.Optional;
import relay.domain.access.Permit;
import relay.domain.http.Credentials;
import relay.domain.http.Loopback;

/**
 * Who sent a request.
 *
 * @param address of the other end of the connection, whatever the headers say
 * @param token an API token, right or wrong; then there are no credentials
 * @param isBrowser whether a web page may have caused it: then nothing is done without a password
 * @param isLocal whether it came from this machine, not through a proxy, and by a name of this
 *     machine
 * @param isEncrypted whether it came over TLS
 * @param session token of the session cookie, right or wrong; it counts where nothing else is shown
 * @param csrfToken what stands beside the cookie
 * @param permit what he may do here; empty where no login was needed
 */
public record Caller(
    InetAddress address,
    Optional<Credentials> credentials,
    Optional<String> token,
    boolean isBrowser,
    boolean isLocal,
    boolean isEncrypted,
    Optional<String> session,
    Optional<String> csrfToken,
    Optional<Permit> permit)
    implements Principal {
  /** Where the token of the session is. */
  public static final String SESSION_COOKIE = "relay_session";

  static final String CSRF_HEADER = "X-CSRF-Token";

  static Caller of(ContainerRequestContext request, InetAddress address) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    boolean proxied =
        has(request, "Forwarded") || has(request, "X-Forwarded-For") || has(request, "Via");
    String host = request.getHeaderString(HttpHeaders.HOST);
    Optional<String> header = Optional.ofNullable(authorization);
    Optional<String> token = header.flatMap(Credentials::tokenIn);
    return new Caller(
        address,
        token.isPresent() ? Optional.empty() : header.flatMap(Credentials::read),
        token,
        has(request, "Origin") || has(request, "Referer") || has(request, "Sec-Fetch-Site"),
        address.isLoopbackAddress() && !proxied && host != null && Loopback.namedByHostHeader(host),
        request.getSecurityContext() != null && request.getSecurityContext().isSecure(),
        sessionIn(request),
        Optional.ofNullable(request.getHeaderString(CSRF_HEADER)),
        Optional.empty());
  }

  /** Address of the other end of a connection. */
  public static InetAddress addressOf(ServletRequest request) {
    try {
      // an address literal: nothing is looked up
      return InetAddress.getByName(request.getRemoteAddr());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the server does not tell who is connected", e);
    }
  }

  /** The caller that {@link CallerFilter} found. */
  public static Caller of(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }

  /** The same with what he may do. */
  Caller with(Permit other) {
    return new Caller(
        address,
        credentials,
        token,
        isBrowser,
        isLocal,
        isEncrypted,
        session,
        csrfToken,
        Optional.of(other));
  }

  private static Optional<String> sessionIn(ContainerRequestContext request) {
    Cookie cookie = request.getCookies().get(SESSION_COOKIE);
    return cookie == null
        ? Optional.empty()
        : Optional.of(cookie.getValue()).filter(token -> !token.isEmpty());
  }

  /** Whether the session is what says who he is. */
  public boolean isBySession() {
    return credentials.isEmpty() && token.isEmpty() && session.isPresent();
  }

  /** Whether he shows anything that may say who he is. */
  public boolean showsLogin() {
    return credentials.isPresent() || token.isPresent() || session.isPresent();
  }

  /**
   * What he may do here.
   *
   * @throws IllegalStateException where no login was needed
   */
  public Permit leave() {
    return permit.orElseThrow(
        () -> new IllegalStateException("only an operation that needs a login has a permit"));
  }

  /** Without password and token. */
  @Override
  public String toString() {
    return "Caller[" + getName() + " at " + address.getHostAddress() + "]";
  }

  /** Who he is; where no login was needed the name claimed, or empty text. */
  @Override
  public String getName() {
    return permit.map(p -> p.identity().name()).orElseGet(this::claimedName);
  }

  private String claimedName() {
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
        return token.isPresent() ? "Bearer" : credentials.isPresent() ? BASIC_AUTH : null;
      }
    };
  }

  private static boolean has(ContainerRequestContext request, String header) {
    return request.getHeaderString(header) != null;
  }
}
