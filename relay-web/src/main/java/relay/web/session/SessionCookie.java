package relay.web.session;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import relay.domain.user.Session;
import relay.web.access.Caller;

/**
 * The cookies of logins: out of reach for scripts, for other sites, and for whoever listens on the
 * line where there is TLS. Written by hand: SameSite is told in different ways on different
 * servers.
 *
 * @param path of the application
 * @param isSecure whether the browser came over TLS, to us or to a proxy before us that says so;
 *     whoever lies about it deceives himself alone
 */
record SessionCookie(String path, boolean isSecure) {
  /** Where a login that was begun with an issuer is. */
  static final String OPENING = "relay_login";

  private static final int OPENING_SECONDS = 3600;

  SessionCookie(Caller caller, UriInfo request, HttpHeaders headers) {
    this(
        request.getBaseUri().getRawPath(),
        caller.isEncrypted()
            || "https".equalsIgnoreCase(headers.getHeaderString("X-Forwarded-Proto")));
  }

  /** As it is set at the login; the browser forgets it when it is closed. */
  String with(Session session) {
    return text(Caller.SESSION_COOKIE, session.token(), path, "Strict");
  }

  /** As it is taken back. */
  String takenBack() {
    return text(Caller.SESSION_COOKIE, "", path, "Strict") + "; Max-Age=0";
  }

  /** Of a login that was begun: comes back with a browser that the issuer sends here. */
  String withOpening(String opening) {
    return text(OPENING, opening, openingPath(), "Lax") + "; Max-Age=" + OPENING_SECONDS;
  }

  /** Once that login is over. */
  String openingTakenBack() {
    return text(OPENING, "", openingPath(), "Lax") + "; Max-Age=0";
  }

  private String openingPath() {
    return path + "api/v1/session/oidc";
  }

  private String text(String name, String value, String where, String sameSite) {
    return name
        + "="
        + value
        + "; Path="
        + where
        + "; HttpOnly; SameSite="
        + sameSite
        + (isSecure ? "; Secure" : "");
  }
}
