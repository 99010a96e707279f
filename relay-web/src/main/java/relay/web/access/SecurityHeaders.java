package relay.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** What every answer tells a browser: no scripts, no frames of others, no guessing, no keeping. */
@Provider
@ApplicationScoped
public class SecurityHeaders implements ContainerResponseFilter {
  /** Who may show what is answered; a picture in mail is shown by pages of others. */
  public static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var headers = response.getHeaders();
    if (!headers.containsKey("Content-Security-Policy")) {
      headers.putSingle("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      headers.putSingle("X-Frame-Options", "DENY");
    }
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("Referrer-Policy", "no-referrer");
    if (!headers.containsKey(RESOURCE_POLICY)) {
      headers.putSingle(RESOURCE_POLICY, "same-origin");
    }
    headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
    if (!headers.containsKey("Cache-Control")) {
      headers.putSingle("Cache-Control", "no-store");
    }
  }
}
