package relay.web.sandbox;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.TlsMode;
import relay.domain.reception.ListenerRole;
import relay.web.html.Html;

/** How to send the first mail to this very relay. */
final class FirstMail {
  private static final int HTTP_PORT = 80;

  private FirstMail() {}

  static void show(Html html, List<ListenerSettings> listeners, URI root) {
    html.element("h2", "Send a mail");
    Optional<ListenerSettings> door =
        listeners.stream()
            .filter(l -> l.role() == ListenerRole.SUBMISSION && l.tls() != TlsMode.IMPLICIT)
            .findFirst();
    html.element("p", "Any address will do. It is accepted, signed, delivered into the sandbox.");
    door.ifPresent(listener -> bySmtp(html, listener));
    html.element(
        "pre",
        "curl http://127.0.0.1:"
            + (root.getPort() < 0 ? HTTP_PORT : root.getPort())
            + root.getPath()
            + "api/v1/messages \\\n"
            + "  -H 'Content-Type: application/json' \\\n"
            + "  -d '{\"from\":\"you@example.org\",\"to\":[\"friend@example.net\"],"
            + "\"subject\":\"Hello\",\"text\":\"First mail\"}'");
    html.element(
        "p",
        "Mail to bounce@… is refused for good, defer@… for now, full@… has a full mailbox.",
        "class",
        "hint");
  }

  private static void bySmtp(Html html, ListenerSettings listener) {
    if (listener.port() == 0) {
      html.element("p", "The SMTP port was chosen by the system; the log of the start names it.");
      return;
    }
    String host = host(listener.address());
    html.element(
        "pre",
        "printf 'From: you@example.org\\r\\nSubject: Hello\\r\\n\\r\\nFirst mail\\r\\n' | \\\n"
            + "  curl smtp://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + listener.port()
            + " --mail-from you@example.org --mail-rcpt friend@example.net -T -");
    html.element(
        "pre",
        "swaks --server "
            + host
            + " --port "
            + listener.port()
            + " --from you@example.org --to friend@example.net");
  }

  private static String host(InetAddress address) {
    return address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
  }
}
