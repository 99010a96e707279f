package relay.web.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.tracking.ForwardedClient;
import relay.domain.tracking.Visitor;
import relay.web.access.Caller;

/** Reads from a request who asks. */
@ApplicationScoped
public class VisitorReader {
  private static final int AGENT_CHARS_MAX = 500;
  private static final String FORWARDED = "X-Forwarded-For";
  @Inject CurrentConfiguration configuration;

  /** Public, because Weld calls everything else through its proxies by reflection. */
  public Visitor read(HttpServletRequest request, boolean isGet) {
    String agent = header(request, HttpHeaders.USER_AGENT);
    return new Visitor(
        client(Caller.addressOf(request), allOf(request, FORWARDED)),
        agent.length() > AGENT_CHARS_MAX ? agent.substring(0, AGENT_CHARS_MAX) : agent,
        isGet,
        isPrefetch(request));
  }

  /** The address of whoever asks, through the reverse proxies of the settings. */
  public InetAddress client(HttpHeaders headers, SecurityContext security) {
    return client(Caller.of(security).address(), headers.getHeaderString(FORWARDED));
  }

  private InetAddress client(InetAddress peer, String forwarded) {
    return ForwardedClient.of(peer, forwarded, configuration.get().tracking().visits().proxies());
  }

  /** A field that came several times counts as one list (RFC 9110 section 5.3); null for none. */
  private static String allOf(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values.hasMoreElements() ? String.join(",", Collections.list(values)) : null;
  }

  /** RFC 9110 knows no such field; browsers say it by these three. */
  private static boolean isPrefetch(HttpServletRequest request) {
    return (header(request, "Sec-Purpose") + header(request, "Purpose") + header(request, "X-Moz"))
        .toLowerCase(Locale.ROOT)
        .contains("prefetch");
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }
}
