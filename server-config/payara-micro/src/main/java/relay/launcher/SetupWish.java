package relay.launcher;

import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;

/**
 * What somebody who sets the relay up wants.
 *
 * @param sender of the test mail; its domain is the one to set up unless that is given
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

  SetupWish {
    check("--domain", domain, () -> DomainName.of(domain));
    check("--from", sender, () -> EmailAddress.parse(sender));
    check("--to", recipient, () -> EmailAddress.parse(recipient));
    if (!isPlainRoute(route)
        && !route.matches("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+\\](:\\d{1,5})?")) {
      throw new Refusal(
          Refusal.USAGE, "--route must be mx, sandbox, or a host with or without :port: " + route);
    }
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
