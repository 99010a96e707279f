package relay.domain.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import relay.domain.egress.NameFinding.State;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.LookupResult;
import relay.domain.routing.LookupResult.Found;
import relay.domain.routing.LookupResult.TemporaryFailure;
import relay.domain.verification.ReverseName;

/**
 * Compares the names of an address with the EHLO name and looks whether they lead back to it, as
 * receivers do (forward-confirmed reverse DNS). Thread-safe.
 */
public final class NameCheck {
  private static final int NAMES_MAX = 10;
  private final ReverseLookup reverse;
  private final DomainLookup forward;

  public NameCheck(ReverseLookup reverse, DomainLookup forward) {
    this.reverse = reverse;
    this.forward = forward;
  }

  /** What a server sees that a mail comes to from this address with this EHLO name. */
  public NameFinding of(InetAddress address, String ehloName, Instant now) {
    LookupResult<String> answer = reverse.namesOf(address);
    if (answer instanceof TemporaryFailure<String> failure) {
      String why = "the DNS gave no answer about " + ReverseName.of(address);
      return new NameFinding(
          State.UNKNOWN, List.of(), List.of(why + ": " + failure.problem()), now);
    }
    List<String> names =
        answer instanceof Found<String> found
            ? found.records().stream().limit(NAMES_MAX).map(NameCheck::plain).toList()
            : List.of();
    String ehlo = plain(ehloName);
    List<String> advice = new ArrayList<>();
    if (!names.contains(ehlo)) {
      advice.add(
          "the owner of the address writes: "
              + ReverseName.of(address)
              + ". PTR "
              + ehlo
              + "."
              + others(names));
    }
    if (!leadsTo(ehlo, address)) {
      String type = address instanceof Inet4Address ? "A" : "AAAA";
      advice.add("you write: " + ehlo + ". " + type + " " + address.getHostAddress());
    }
    State state = names.isEmpty() ? State.MISSING : advice.isEmpty() ? State.OK : State.WRONG;
    return new NameFinding(state, names, advice, now);
  }

  private static String others(List<String> names) {
    return names.isEmpty()
        ? ""
        : " (it is " + String.join(", ", names) + " now); or that becomes the EHLO name";
  }

  private boolean leadsTo(String name, InetAddress address) {
    try {
      DomainName host = DomainName.of(name);
      LookupResult<? extends InetAddress> answer =
          address instanceof Inet4Address ? forward.ipv4(host) : forward.ipv6(host);
      return answer instanceof Found<? extends InetAddress> found
          && found.records().contains(address);
    } catch (InvalidAddress e) {
      return false;
    }
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
