package relay.domain.onboarding;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.signing.DkimKeyLookup;

/** Asks the DNS until an hour, and after it says that there is no answer. One thread. */
final class PatientLookup implements DkimKeyLookup {
  private static final String LATE = "other answers took all the time of onboarding.patience";
  private final DkimKeyLookup texts;
  private final DomainLookup dns;
  private final InstantSource clock;
  private final Instant end;

  PatientLookup(DkimKeyLookup texts, DomainLookup dns, InstantSource clock, Instant end) {
    this.texts = texts;
    this.dns = dns;
    this.clock = clock;
    this.end = end;
  }

  @Override
  public Answer textsOf(String name) {
    return isLate() ? new Answer.Unavailable(LATE) : texts.textsOf(name);
  }

  LookupResult<DomainName> alias(DomainName name) {
    return bounded(() -> dns.alias(name));
  }

  LookupResult<MailExchanger> mailExchangers(DomainName name) {
    return bounded(() -> dns.mailExchangers(name));
  }

  LookupResult<Inet4Address> ipv4(DomainName host) {
    return bounded(() -> dns.ipv4(host));
  }

  LookupResult<Inet6Address> ipv6(DomainName host) {
    return bounded(() -> dns.ipv6(host));
  }

  /**
   * Judges the texts of a name; none when there are none.
   *
   * @param value to write, for when there is no answer
   */
  Finding texts(String name, String value, Function<List<String>, Finding> rule) {
    Answer answer = textsOf(name);
    if (answer instanceof Answer.Unavailable unavailable) {
      return Finding.unknown(value, List.of(), unavailable.reason());
    }
    return rule.apply(answer instanceof Answer.Found found ? found.texts() : List.of());
  }

  private <T> LookupResult<T> bounded(Supplier<LookupResult<T>> question) {
    return isLate() ? new LookupResult.TemporaryFailure<>(LATE) : question.get();
  }

  private boolean isLate() {
    return clock.instant().isAfter(end);
  }
}
