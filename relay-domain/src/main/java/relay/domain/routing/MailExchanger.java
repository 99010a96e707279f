package relay.domain.routing;

import java.util.Locale;

/**
 * One MX record.
 *
 * @param preference 0 to 65535, low is better
 * @param host as the record has it, lower case, without the trailing dot; empty for the root, which
 *     is the null MX of RFC 7505. Not always a host name: zones hold addresses and worse
 */
public record MailExchanger(int preference, String host) {
  public MailExchanger {
    host = host.toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
  }

  boolean isNull() {
    return host.isEmpty();
  }
}
