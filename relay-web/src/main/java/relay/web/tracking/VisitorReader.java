package relay.web.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.net.InetAddress;
import java.util.Locale;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.tracking.ForwardedClient;
import relay.domain.tracking.Visitor;
import relay.web.access.Caller;

/** Reads from a request who asks. */
@ApplicationScoped
public class VisitorReader {
  private static final int AGENT_CHARS_MAX = 500;
  @Inject CurrentConfiguration configuration;

  Visitor read(HttpHeaders headers, SecurityContext security, boolean isGet) {
    String agent = header(headers, HttpHeaders.USER_AGENT);
    return new Visitor(
        client(headers, security),
        agent.length() > AGENT_CHARS_MAX ? agent.substring(0, AGENT_CHARS_MAX) : agent,
        isGet,
        isPrefetch(headers));
  }

  /** The address of whoever asks, through the reverse proxies of the settings. */
  public InetAddress client(HttpHeaders headers, SecurityContext security) {
    return ForwardedClient.of(
        Caller.of(security).address(),
        headers.getHeaderString("X-Forwarded-For"),
        configuration.get().tracking().visits().proxies());
  }

  /** RFC 9110 knows no such field; browsers say it by these three. */
  private static boolean isPrefetch(HttpHeaders headers) {
    return (header(headers, "Sec-Purpose") + header(headers, "Purpose") + header(headers, "X-Moz"))
        .toLowerCase(Locale.ROOT)
        .contains("prefetch");
  }

  private static String header(HttpHeaders headers, String name) {
    String value = headers.getHeaderString(name);
    return value == null ? "" : value;
  }
}
