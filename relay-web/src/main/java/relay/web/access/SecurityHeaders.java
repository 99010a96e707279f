package relay.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

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
    add(headers::containsKey, (name, value) -> headers.putSingle(name, value));
  }

  /** Sets those that are missing, and those that no answer may say otherwise. */
  public static void add(Predicate<String> isThere, BiConsumer<String, String> headers) {
    if (!isThere.test("Content-Security-Policy")) {
      headers.accept("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      headers.accept("X-Frame-Options", "DENY");
    }
    headers.accept("X-Content-Type-Options", "nosniff");
    headers.accept("Referrer-Policy", "no-referrer");
    if (!isThere.test(RESOURCE_POLICY)) {
      headers.accept(RESOURCE_POLICY, "same-origin");
    }
    headers.accept("Cross-Origin-Opener-Policy", "same-origin");
    if (!isThere.test("Cache-Control")) {
      headers.accept("Cache-Control", "no-store");
    }
  }
}
