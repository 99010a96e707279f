package relay.web.session;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import relay.domain.user.Session;
import relay.web.access.Caller;

/**
 * The cookie of a session: out of reach for scripts, for other sites, and for whoever listens on
 * the line where there is TLS. Written by hand: SameSite is told in different ways on different
 * servers.
 *
 * @param path of the application
 * @param isSecure whether the browser came over TLS, to us or to a proxy before us that says so;
 *     whoever lies about it deceives himself alone
 */
record SessionCookie(String path, boolean isSecure) {

  SessionCookie(Caller caller, UriInfo request, HttpHeaders headers) {
    this(
        request.getBaseUri().getRawPath(),
        caller.isEncrypted()
            || "https".equalsIgnoreCase(headers.getHeaderString("X-Forwarded-Proto")));
  }

  /** As it is set at the login; the browser forgets it when it is closed. */
  String with(Session session) {
    return text(session.token()) + (isSecure ? "; Secure" : "");
  }

  /** As it is taken back. */
  String takenBack() {
    return text("") + "; Max-Age=0" + (isSecure ? "; Secure" : "");
  }

  private String text(String value) {
    return Caller.SESSION_COOKIE + "=" + value + "; Path=" + path + "; HttpOnly; SameSite=Strict";
  }
}
