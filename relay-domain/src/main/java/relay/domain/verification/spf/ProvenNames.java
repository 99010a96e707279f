package relay.domain.verification.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names of the client whose addresses hold the client's (RFC 7208 5.5). Asked for once in a
 * check. One thread.
 */
final class ProvenNames {
  /** RFC 7208 4.6.4: further names are not looked at. */
  private static final int NAMES_MAX = 10;

  private static final String UNKNOWN = "unknown";

  private final SpfSender sender;
  private final SpfQuestions questions;
  private List<String> names;

  ProvenNames(SpfSender sender, SpfQuestions questions) {
    this.sender = sender;
    this.questions = questions;
  }

  /** Whether one of them is the domain or below it. */
  boolean hasOneUnder(String domain) throws SpfProblem {
    String wanted = domain.toLowerCase(Locale.ROOT);
    return all().stream().anyMatch(name -> isUnder(name, wanted));
  }

  /** The value of the macro p: the domain itself before one below it before any. */
  String best(String domain) {
    String wanted = domain.toLowerCase(Locale.ROOT);
    try {
      List<String> all = all();
      if (all.contains(wanted)) {
        return wanted;
      }
      return all.stream()
          .filter(name -> isUnder(name, wanted))
          .findFirst()
          .or(() -> all.stream().findFirst())
          .orElse(UNKNOWN);
    } catch (SpfProblem late) {
      return UNKNOWN; // RFC 7208 7.3: so it is when there are none or a DNS error comes
    }
  }

  private List<String> all() throws SpfProblem {
    if (names == null) {
      List<String> proven = new ArrayList<>();
      List<String> claimed = questions.namesOf(sender.ip());
      for (String name : claimed.subList(0, Math.min(NAMES_MAX, claimed.size()))) {
        String plain = TargetName.withoutDot(name).toLowerCase(Locale.ROOT);
        if (isProven(plain)) {
          proven.add(plain);
        }
      }
      names = proven;
    }
    return names;
  }

  private boolean isProven(String name) throws SpfProblem {
    List<InetAddress> addresses = questions.addressesOfName(name, sender.isIpv4());
    return addresses.contains(sender.ip());
  }

  private static boolean isUnder(String name, String domain) {
    return name.equals(domain) || name.endsWith("." + domain);
  }
}
