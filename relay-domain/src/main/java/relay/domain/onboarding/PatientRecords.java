package relay.domain.onboarding;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.verification.RecordLookup;

/**
 * The questions of SPF, asked as patiently as all others about a domain. Names that are no domain
 * names do not exist, and addresses have no names: {@code ptr} is not looked at, which RFC 7208 5.5
 * tells everybody not to use. One thread.
 */
record PatientRecords(PatientLookup dns) implements RecordLookup {

  @Override
  public LookupResult<String> texts(String name) {
    DkimKeyLookup.Answer answer = dns.textsOf(name);
    if (answer instanceof DkimKeyLookup.Answer.Unavailable unavailable) {
      return new LookupResult.TemporaryFailure<>(unavailable.reason());
    }
    return answer instanceof DkimKeyLookup.Answer.Found found && !found.texts().isEmpty()
        ? new LookupResult.Found<>(found.texts())
        : new LookupResult.NoData<>();
  }

  @Override
  public LookupResult<InetAddress> ipv4(String name) {
    return of(name, domain -> plain(dns.ipv4(domain)));
  }

  @Override
  public LookupResult<InetAddress> ipv6(String name) {
    return of(name, domain -> plain(dns.ipv6(domain)));
  }

  @Override
  public LookupResult<MailExchanger> mailExchangers(String name) {
    return of(name, dns::mailExchangers);
  }

  @Override
  public LookupResult<String> namesOf(InetAddress address) {
    return new LookupResult.NoData<>();
  }

  static <T> List<T> found(LookupResult<T> answer) {
    return answer instanceof LookupResult.Found<T> found ? found.records() : List.of();
  }

  private static <T> LookupResult<T> of(String name, Function<DomainName, LookupResult<T>> ask) {
    try {
      return ask.apply(DomainName.of(name));
    } catch (InvalidAddress e) {
      return new LookupResult.NoSuchDomain<>();
    }
  }

  /** The same answer about addresses of any family. */
  private static <T extends InetAddress> LookupResult<InetAddress> plain(LookupResult<T> answer) {
    if (answer instanceof LookupResult.Found<T> found) {
      return new LookupResult.Found<>(List.copyOf(found.records()), found.authentic());
    }
    return answer instanceof LookupResult.TemporaryFailure<T> failure
        ? new LookupResult.TemporaryFailure<>(failure.problem())
        : new LookupResult.NoData<>();
  }
}
