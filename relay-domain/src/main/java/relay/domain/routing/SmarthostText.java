package relay.domain.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.DomainName;

/**
 * A host of a route as it stands in the settings.
 *
 * @param host a domain name, or an address in brackets
 */
record SmarthostText(String host, Optional<Integer> port) {
  static final int IMPLICIT_TLS_PORT = 465;
  private static final int SUBMISSION_PORT = 587;
  private static final int SMTP_PORT = 25;
  private static final int LMTP_PORT = 24;

  static List<SmarthostText> readAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(SmarthostText::read).toList();
  }

  private static SmarthostText read(String text) {
    int bracket = text.indexOf(']');
    int colon = text.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? text : text.substring(0, colon);
    if (bracket >= 0) {
      BracketedAddress.parse(host).orElseThrow(IllegalArgumentException::new);
    } else if (BracketedAddress.parse("[" + host + "]").isPresent()) {
      // 192.0.2.1:25 can mean nothing else; only IPv6 needs its brackets
      host = "[" + host + "]";
    } else {
      host = DomainName.of(host).ascii();
    }
    return new SmarthostText(
        host, colon < 0 ? Optional.empty() : Optional.of(port(text.substring(colon + 1))));
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port");
    }
    return port;
  }

  Smarthost smarthost(RouteTls tls, Optional<Smarthost.Login> login, TargetKind kind) {
    if (kind != TargetKind.LMTP) {
      return smarthost(tls, login);
    }
    int actual = port.orElse(LMTP_PORT);
    return new Smarthost(host, actual, tls.at(actual, login.isPresent()), login);
  }

  Smarthost smarthost(RouteTls tls, Optional<Smarthost.Login> login) {
    int usual =
        tls == RouteTls.IMPLICIT
            ? IMPLICIT_TLS_PORT
            : login.isPresent() ? SUBMISSION_PORT : SMTP_PORT;
    int actual = port.orElse(usual);
    return new Smarthost(host, actual, tls.at(actual, login.isPresent()), login);
  }
}
