package relay.launcher;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;

/**
 * What somebody who sets the relay up wants.
 *
 * @param sender of the test mail
 * @param route {@code mx}, {@code sandbox}, or host and port of a smarthost
 * @param recipient of the test mail
 * @param login name for the first application
 */
record SetupWish(
    String tenant,
    String domain,
    String sender,
    String route,
    String recipient,
    Optional<String> stream,
    String login) {

  private static final int PORT_MAX = 65_535;
  private static final Pattern ROUTE =
      Pattern.compile("(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?");

  /** The domain as it is kept. */
  static String domain(String answer) {
    check("--domain", answer, () -> DomainName.of(answer));
    return answer.toLowerCase(Locale.ROOT);
  }

  /** An address of this domain, or of one below it: mail of another one would test nothing. */
  static String sender(String answer, String domain) {
    check("--from", answer, () -> EmailAddress.parse(answer));
    String own = answer.substring(answer.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (!own.equals(domain) && !own.endsWith("." + domain)) {
      throw new Refusal(Refusal.USAGE, "--from " + answer + ": must be an address of " + domain);
    }
    return answer;
  }

  /** An address. */
  static String recipient(String answer) {
    check("--to", answer, () -> EmailAddress.parse(answer));
    return answer;
  }

  /** {@code mx}, {@code sandbox}, or a host with or without a port. */
  static String route(String answer) {
    Matcher host = ROUTE.matcher(answer);
    boolean isRoute =
        isPlainRoute(answer) || host.matches() && (host.group(1) == null || isPort(host.group(1)));
    if (!isRoute) {
      throw new Refusal(
          Refusal.USAGE,
          "--route " + answer + ": must be mx, sandbox, or a host with or without :port");
    }
    return answer;
  }

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port > 0 && port <= PORT_MAX;
  }

  /** Whether no smarthost is named. */
  static boolean isPlainRoute(String route) {
    return route.equals("mx") || route.equals("sandbox");
  }

  /** Id of the first credential. */
  String credential() {
    return "c-" + login.replaceAll("[^a-z0-9-]", "-");
  }

  private static void check(String option, String value, Runnable reader) {
    try {
      reader.run();
    } catch (InvalidAddress e) {
      throw new Refusal(Refusal.USAGE, option + " " + value + ": " + e.getMessage());
    }
  }
}
