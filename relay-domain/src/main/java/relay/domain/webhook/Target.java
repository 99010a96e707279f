package relay.domain.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;

/**
 * Where a webhook points: {@code https://host[:port]/path?query}. No user name, no fragment.
 *
 * @param host a domain name in lower case, or an address without brackets
 * @param path with the query, as it goes into the request line
 */
public record Target(boolean tls, String host, int port, String path) {
  public static final String RULE =
      "must be an address such as https://hooks.example.com/relay, of at most 2000 characters,"
          + " without user name or fragment";
  private static final int CHARS_MAX = 2000;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /**
   * @throws IllegalArgumentException when it is none
   */
  public static Target parse(String text) {
    if (text.length() > CHARS_MAX || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("not a webhook address");
    }
    URI uri = uri(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    boolean fits =
        uri.getHost() != null && uri.getRawUserInfo() == null && uri.getFragment() == null;
    if ((!tls && !scheme.equals("http")) || !fits || uri.getPort() == 0 || uri.getPort() > 0xffff) {
      throw new IllegalArgumentException("not a webhook address");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Target(tls, host(uri.getHost()), port, path + query);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a webhook address", e);
    }
  }

  private static String host(String host) {
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    // 2130706433, 0x7f.1 and 127.1 are 127.0.0.1 to some resolvers; to us they are nothing.
    return IpLiteral.parse(host).isPresent() ? host : DomainName.of(host).ascii();
  }

  /** The address when the host is one. */
  public Optional<InetAddress> literal() {
    return IpLiteral.parse(host);
  }

  /** What a request says in its Host field (RFC 9110 7.2). */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
  }
}
