package relay.domain.routing;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;

/** A zone in memory; names it does not hold do not exist. */
public final class FakeDns implements DomainLookup {
  private final Map<String, List<MailExchanger>> exchangers = new HashMap<>();
  private final Map<String, List<InetAddress>> addresses = new HashMap<>();
  private final Map<String, DomainName> aliases = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Set<String> authentic = new HashSet<>();
  private final AtomicInteger questions = new AtomicInteger();

  public FakeDns mx(String domain, int preference, String host) {
    exchangers
        .computeIfAbsent(domain, d -> new ArrayList<>())
        .add(new MailExchanger(preference, host));
    return this;
  }

  public FakeDns address(String host, String address) {
    addresses
        .computeIfAbsent(host, h -> new ArrayList<>())
        .add(IpLiteral.parse(address).orElseThrow());
    return this;
  }

  /** A CNAME record, which only {@link #alias(DomainName)} shows. */
  public FakeDns alias(String name, String target) {
    aliases.put(name, DomainName.of(target));
    return this;
  }

  /** Answers about this name are validated. */
  public FakeDns authentic(String name) {
    authentic.add(name);
    return this;
  }

  /** From now on no question about this name is answered. */
  public FakeDns silent(String name) {
    silent.add(name);
    return this;
  }

  public FakeDns answersAgain(String name) {
    silent.remove(name);
    return this;
  }

  public int questions() {
    return questions.get();
  }

  @Override
  public LookupResult<MailExchanger> mailExchangers(DomainName domain) {
    return answer(domain, exchangers.getOrDefault(domain.ascii(), List.of()));
  }

  @Override
  public LookupResult<Inet4Address> ipv4(DomainName host) {
    return answer(host, addressesOf(host, Inet4Address.class));
  }

  @Override
  public LookupResult<Inet6Address> ipv6(DomainName host) {
    return answer(host, addressesOf(host, Inet6Address.class));
  }

  private <T extends InetAddress> List<T> addressesOf(DomainName host, Class<T> family) {
    return addresses.getOrDefault(host.ascii(), List.of()).stream()
        .filter(family::isInstance)
        .map(family::cast)
        .toList();
  }

  @Override
  public LookupResult<DomainName> alias(DomainName name) {
    DomainName target = aliases.get(name.ascii());
    return answer(name, target == null ? List.of() : List.of(target));
  }

  private <T> LookupResult<T> answer(DomainName name, List<T> records) {
    questions.incrementAndGet();
    if (silent.contains(name.ascii())) {
      return new LookupResult.TemporaryFailure<>("no answer about " + name);
    }
    if (!records.isEmpty()) {
      return new LookupResult.Found<>(records, authentic.contains(name.ascii()));
    }
    boolean exists = exchangers.containsKey(name.ascii()) || addresses.containsKey(name.ascii());
    return exists ? new LookupResult.NoData<>() : new LookupResult.NoSuchDomain<>();
  }
}
