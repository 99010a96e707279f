package relay.web.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import relay.domain.consent.ConsentAddresses;
import relay.domain.identity.UnsubscribeFields;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/**
 * Finds out who is asking, and stops what another site's page sends with the user's password: a
 * browser adds remembered Basic credentials to it by itself.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
@ApplicationScoped
public class CallerFilter implements ContainerRequestFilter {
  private static final List<String> LINKS =
      List.of(
          UnsubscribeFields.PATH, ConsentAddresses.CONFIRM_PATH, ConsentAddresses.PREFERENCES_PATH);

  @Context HttpServletRequest connection;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setSecurityContext(Caller.of(request, address()).asSecurityContext());
    boolean changes = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    if (changes && !isByLink(request) && isFromAnotherSite(request)) {
      request.abortWith(
          ProblemMapper.response(Problem.of(403, "a page of another site may not send this")));
    }
  }

  /** Address of the other end; protected so that a test without servlets can tell it. */
  protected InetAddress address() {
    return Caller.addressOf(connection);
  }

  /**
   * The form of a page without referrer comes from the origin {@code null}. What it does needs no
   * login that another site's page could borrow: the token in its path is all that counts.
   */
  private static boolean isByLink(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    int start = path.startsWith("/") ? 1 : 0;
    return LINKS.stream().anyMatch(link -> path.startsWith(link, start));
  }

  private static boolean isFromAnotherSite(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeaderString("Origin");
    return origin != null && !authority(origin).equals(request.getHeaderString("Host"));
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
