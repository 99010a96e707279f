package relay.domain.verification.spf;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.VerificationSettings;

/** The questions of one check, and what is left of its bounds (RFC 7208 4.6.4). One thread. */
final class SpfQuestions {
  /** Terms that ask the DNS; RFC 7208 4.6.4 leaves no choice. */
  static final int LOOKUPS_MAX = 10;

  private final RecordLookup dns;
  private final int voidsMax;
  private final InstantSource clock;
  private final Instant end;
  private int lookups;
  private int voids;

  SpfQuestions(RecordLookup dns, VerificationSettings settings, InstantSource clock) {
    this.dns = dns;
    this.voidsMax = settings.spfVoidLookupsMax();
    this.clock = clock;
    this.end = clock.instant().plus(settings.spfPatience());
  }

  int lookups() {
    return lookups;
  }

  int voids() {
    return voids;
  }

  /** One more term that asks the DNS. */
  void countTerm() throws SpfProblem {
    if (++lookups > LOOKUPS_MAX) {
      throw SpfProblem.permanent(
          "more than " + LOOKUPS_MAX + " terms ask the DNS, with all that is included");
    }
  }

  /** TXT records of a policy; none is for the caller to judge. */
  List<String> policies(String domain) throws SpfProblem {
    checkTime();
    return answered(domain, dns.texts(domain)).orElse(List.of());
  }

  /** Addresses of the client's family; none for a name that nobody can ask about. */
  List<InetAddress> addresses(String name, boolean ipv4) throws SpfProblem {
    if (!TargetName.canBeAsked(name)) {
      return List.of();
    }
    checkTime();
    return counted(name, ipv4 ? dns.ipv4(name) : dns.ipv6(name));
  }

  List<MailExchanger> exchangers(String name) throws SpfProblem {
    if (!TargetName.canBeAsked(name)) {
      return List.of();
    }
    checkTime();
    return counted(name, dns.mailExchangers(name));
  }

  /**
   * Names of the client, and addresses of those: errors are no names (5.5), and none of them counts
   * as void, for the owner of the record has no say in them.
   */
  List<String> namesOf(InetAddress address) throws SpfProblem {
    checkTime();
    return found(dns.namesOf(address));
  }

  List<InetAddress> addressesOfName(String name, boolean ipv4) throws SpfProblem {
    if (!TargetName.canBeAsked(name)) {
      return List.of();
    }
    checkTime();
    return found(ipv4 ? dns.ipv4(name) : dns.ipv6(name));
  }

  /** The one TXT record of an explanation; empty when there is none or more than one (6.2). */
  Optional<String> explanation(String name) {
    if (!TargetName.canBeAsked(name) || clock.instant().isAfter(end)) {
      return Optional.empty();
    }
    List<String> texts = found(dns.texts(name));
    return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
  }

  private <T> List<T> counted(String name, LookupResult<T> answer) throws SpfProblem {
    Optional<List<T>> records = answered(name, answer);
    if (records.isEmpty() && ++voids > voidsMax) {
      throw SpfProblem.permanent(
          "more than " + voidsMax + " questions find nothing, the last one about " + shown(name));
    }
    return records.orElse(List.of());
  }

  private static <T> Optional<List<T>> answered(String name, LookupResult<T> answer)
      throws SpfProblem {
    if (answer instanceof LookupResult.TemporaryFailure<T> failure) {
      throw SpfProblem.temporary("no answer about " + shown(name) + ": " + failure.problem());
    }
    return answer instanceof LookupResult.Found<T> found
        ? Optional.of(found.records())
        : Optional.empty();
  }

  private static <T> List<T> found(LookupResult<T> answer) {
    return answer instanceof LookupResult.Found<T> found ? found.records() : List.of();
  }

  private void checkTime() throws SpfProblem {
    if (clock.instant().isAfter(end)) {
      throw SpfProblem.temporary("the DNS took longer than verification.spf-patience");
    }
  }

  private static String shown(String name) {
    return Printable.of(name);
  }
}
