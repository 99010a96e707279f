package relay.domain.migration;

import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;

/**
 * Whose mail an entry of {@code transport} is about.
 *
 * @param condition the name of the condition of a route
 * @param value of it; empty: every mail
 * @param order when it is asked: addresses before domains, domains before those above them
 */
record PostfixPattern(String condition, String value, int order) {
  static final String EVERYTHING = "everything";
  private static final int ADDRESSES = 500_000;
  private static final int DOMAINS = 500_100;
  private static final int SUBDOMAINS = 500_400;
  private static final int ALL = 500_900;

  /** Behind all that the maps say. */
  static final PostfixPattern REST = new PostfixPattern(EVERYTHING, "", ALL + 1);

  /** Reads one; empty for what is none of a mail with a domain. */
  static Optional<PostfixPattern> read(String key) {
    try {
      if (key.equals("*")) {
        return Optional.of(new PostfixPattern(EVERYTHING, "", ALL));
      }
      if (key.indexOf('@') >= 0) {
        EmailAddress address = EmailAddress.parse(key);
        return address.domainName().isEmpty()
            ? Optional.empty()
            : Optional.of(new PostfixPattern("recipients", address.toString(), ADDRESSES));
      }
      if (key.indexOf('.') < 0) {
        return Optional.empty();
      }
      boolean isBelow = key.startsWith(".");
      String name = DomainName.of(isBelow ? key.substring(1) : key).ascii();
      int labels = name.split("\\.").length;
      return Optional.of(
          isBelow
              ? new PostfixPattern("recipient_domains", "*." + name, SUBDOMAINS - labels)
              : new PostfixPattern("recipient_domains", name, DOMAINS));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
