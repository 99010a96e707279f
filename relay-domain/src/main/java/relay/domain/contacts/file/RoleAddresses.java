package relay.domain.contacts.file;

import java.util.Locale;
import java.util.Set;
import relay.domain.mail.EmailAddress;

/**
 * Addresses of a task, not of a person (RFC 2142): nobody in particular agreed there, somebody else
 * may read it tomorrow, and what traps of providers count as a sign of bought lists.
 */
public final class RoleAddresses {
  private static final Set<String> NAMES =
      Set.of(
          "abuse",
          "accounting",
          "admin",
          "administrator",
          "billing",
          "compliance",
          "contact",
          "devnull",
          "dns",
          "ftp",
          "help",
          "hostmaster",
          "info",
          "inoc",
          "ispfeedback",
          "list",
          "list-request",
          "mailer-daemon",
          "maildaemon",
          "marketing",
          "news",
          "no-reply",
          "noc",
          "noreply",
          "null",
          "office",
          "phish",
          "phishing",
          "postmaster",
          "privacy",
          "registrar",
          "root",
          "sales",
          "security",
          "spam",
          "support",
          "sysadmin",
          "tech",
          "trouble",
          "usenet",
          "uucp",
          "webmaster",
          "www");

  private RoleAddresses() {}

  /** In any case of letters, and whatever stands behind a plus. */
  public static boolean isRole(EmailAddress address) {
    String local = address.localPart().toLowerCase(Locale.ROOT);
    int plus = local.indexOf('+');
    return NAMES.contains(plus > 0 ? local.substring(0, plus) : local);
  }
}
