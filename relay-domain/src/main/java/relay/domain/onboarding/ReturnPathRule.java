package relay.domain.onboarding;

import java.util.List;
import relay.domain.mail.DomainName;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;

/** Whether bounces come back: to the relay where it takes them, else to the domain itself. */
record ReturnPathRule(OnboardingSettings settings, PatientLookup dns) {

  DnsRecord judge(DomainName domain) {
    return settings
        .returnPathHost()
        .map(
            host -> {
              DomainName name = DomainName.of(settings.returnPathLabel() + "." + domain.ascii());
              return toRelay(name, host).as(RecordPurpose.RETURN_PATH, name.ascii(), "CNAME", true);
            })
        .orElseGet(
            () -> toDomain(domain).as(RecordPurpose.RETURN_PATH, domain.ascii(), "MX", false));
  }

  private Finding toRelay(DomainName name, DomainName host) {
    String value = host.ascii();
    LookupResult<DomainName> alias = dns.alias(name);
    if (alias instanceof LookupResult.TemporaryFailure<DomainName> failure) {
      return Finding.unknown(value, List.of(), failure.problem());
    }
    if (alias instanceof LookupResult.Found<DomainName> found) {
      List<String> there = found.records().stream().map(DomainName::ascii).toList();
      return there.contains(value)
          ? Finding.ok(value, there)
          : Finding.wrong(value, there, "point it at " + value);
    }
    LookupResult<MailExchanger> exchangers = dns.mailExchangers(name);
    if (exchangers instanceof LookupResult.TemporaryFailure<MailExchanger> failure) {
      return Finding.unknown(value, List.of(), failure.problem());
    }
    if (exchangers instanceof LookupResult.Found<MailExchanger> found) {
      return found.records().stream().anyMatch(mx -> mx.host().equals(value))
          ? Finding.ok(value, hosts(found))
          : Finding.wrong(value, hosts(found), "its MX must be " + value + ", or make it a CNAME");
    }
    return Finding.missing(value, "publish it, or an MX record of this name to the same host");
  }

  private Finding toDomain(DomainName domain) {
    String value = "10 YOUR-MAIL-SERVER";
    LookupResult<MailExchanger> exchangers = dns.mailExchangers(domain);
    if (exchangers instanceof LookupResult.TemporaryFailure<MailExchanger> failure) {
      return Finding.unknown(value, List.of(), failure.problem());
    }
    if (!(exchangers instanceof LookupResult.Found<MailExchanger> found)) {
      return Finding.missing(value, "nobody takes mail for this domain, so bounces cannot arrive");
    }
    return found.records().stream().allMatch(mx -> mx.host().isEmpty())
        ? Finding.wrong(value, hosts(found), "it refuses all mail, so bounces cannot arrive")
        : Finding.ok(hosts(found).get(0), hosts(found));
  }

  private static List<String> hosts(LookupResult.Found<MailExchanger> found) {
    return found.records().stream().map(mx -> mx.preference() + " " + mx.host()).toList();
  }
}
