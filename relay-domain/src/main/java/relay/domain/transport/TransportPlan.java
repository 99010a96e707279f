package relay.domain.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.routing.HostAddress;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.smtp.SmtpReply;
import relay.domain.transport.HostDecision.PassOver;
import relay.domain.transport.HostDecision.Speak;
import relay.domain.transport.Protection.Start;

/**
 * How the hosts of one next hop are spoken to in one attempt. Asks the DNS for a host only when its
 * turn comes, and for the MTA-STS policy once at most. One thread.
 */
public final class TransportPlan {
  private final Optional<TlsRule> rule;
  private final String domain;
  private final boolean tlsRequired;
  private final Optional<DaneSearch> dane;
  private final StsPolicies policies;
  private Optional<StsPolicy> policy;

  /**
   * @param rule empty for the hosts of a route, which have their own
   * @param domain name of the next hop
   */
  TransportPlan(
      Optional<TlsRule> rule,
      String domain,
      boolean tlsRequired,
      Optional<DaneSearch> dane,
      StsPolicies policies) {
    this.rule = rule;
    this.domain = domain;
    this.tlsRequired = tlsRequired;
    this.dane = dane;
    this.policies = policies;
  }

  /** Key of the setting that decides. */
  public String settingKey() {
    return rule.map(TlsPolicySettings::keyOf).orElseGet(() -> "route." + domain + ".tls");
  }

  /** Whether TLSA records of mail exchangers are looked for. */
  public boolean asksForDane() {
    return dane.isPresent()
        && rule.filter(r -> r.level() == TlsLevel.AUTO || r.level() == TlsLevel.DANE).isPresent();
  }

  /** Whether and how this host may be used. */
  public HostDecision at(HostAddress host) {
    HostDecision decision = rule.isPresent() ? exchanger(rule.get(), host) : ofRoute(host);
    return tlsRequired && decision instanceof Speak speak ? raised(speak, host) : decision;
  }

  private HostDecision ofRoute(HostAddress host) {
    return host.tls() == TlsMode.DANE
        ? demandedDane(host)
        : new Speak(Protection.ofServer(host.tls(), host.host()), Optional.empty());
  }

  private HostDecision exchanger(TlsRule demand, HostAddress host) {
    return switch (tlsRequired && !demand.level().isVerifying() ? TlsLevel.AUTO : demand.level()) {
      case AUTO -> published(host);
      case NONE -> new Speak(Protection.ofServer(TlsMode.NONE, host.host()), Optional.empty());
      case MAY -> may(host, ours());
      case ENCRYPT -> new Speak(Protection.ofServer(TlsMode.ENCRYPT, host.host()), ours());
      case VERIFY -> new Speak(Protection.ofServer(TlsMode.REQUIRED, host.host()), ours());
      case SECURE ->
          new Speak(
              Protection.of(
                  TlsLevel.SECURE,
                  Start.DEMANDED,
                  new CertificateCheck.Authority(demand.namesFor(domain)),
                  host.host()),
              ours());
      case DANE -> demandedDane(host);
      case MTA_STS -> demandedSts(host);
    };
  }

  /** RFC 8461 2: what DANE says about a host, good or bad, MTA-STS must not overrule. */
  private HostDecision published(HostAddress host) {
    DaneOutcome outcome = daneAt(host);
    if (!(outcome instanceof DaneOutcome.Nothing)) {
      return dane(outcome, host);
    }
    return sts().filter(p -> p.mode() == StsPolicy.Mode.ENFORCE).isPresent()
        ? enforced(host)
        : may(host, unenforced(host));
  }

  /** What MTA-STS says where it holds nothing back. */
  private Optional<AppliedPolicy> unenforced(HostAddress host) {
    if (sts().filter(p -> p.mode() == StsPolicy.Mode.TESTING).isPresent()) {
      return Optional.of(AppliedPolicy.Sts.of(domain, sts().get(), host.host()));
    }
    Optional<AppliedPolicy> lost = lostSts();
    return lost.isPresent() ? lost : ours();
  }

  /** Announced, and not to be had. */
  private Optional<AppliedPolicy> lostSts() {
    return sts().isPresent() || domain.startsWith("[")
        ? Optional.empty()
        : policies
            .problemOf(DomainName.of(domain))
            .map(problem -> AppliedPolicy.Sts.lost(domain, problem));
  }

  /** No policy of somebody else; hosts of routes and addresses have nobody to be told of it. */
  private Optional<AppliedPolicy> ours() {
    return published() ? Optional.of(new AppliedPolicy.None(domain)) : Optional.empty();
  }

  /** Whether there is a domain that can publish policies. */
  private boolean published() {
    return rule.isPresent() && !domain.startsWith("[");
  }

  private HostDecision demandedDane(HostAddress host) {
    DaneOutcome outcome = daneAt(host);
    return outcome instanceof DaneOutcome.Vouched || outcome instanceof DaneOutcome.Unknown
        ? dane(outcome, host)
        : passOver(
            TlsLevel.DANE,
            "no usable TLSA record that is validated vouches for "
                + host.host()
                + ", and the TLS policy demands one",
            tlsa(AppliedPolicy.Tlsa.without(host.host(), TlsFault.DANE_REQUIRED, "")));
  }

  private HostDecision demandedSts(HostAddress host) {
    return sts().filter(p -> p.mode() == StsPolicy.Mode.ENFORCE).isPresent()
        ? enforced(host)
        : passOver(
            TlsLevel.MTA_STS,
            "no enforced MTA-STS policy of "
                + domain
                + " is to be had, and the TLS policy demands one",
            lostSts());
  }

  private HostDecision dane(DaneOutcome outcome, HostAddress host) {
    if (outcome instanceof DaneOutcome.Vouched vouched) {
      var check = new CertificateCheck.Dane(vouched.records(), references(vouched, host));
      return new Speak(
          Protection.of(TlsLevel.DANE, Start.DEMANDED, check, vouched.base()),
          tlsa(new AppliedPolicy.Tlsa(vouched.base(), vouched.records(), Optional.empty())));
    }
    if (outcome instanceof DaneOutcome.Unusable unusable) {
      var invalid =
          new TlsProblem(TlsFault.TLSA_INVALID, "none of the records can be used (RFC 7672 3.1)");
      return new Speak(
          Protection.of(TlsLevel.DANE, Start.DEMANDED, CertificateCheck.ANY, unusable.base()),
          tlsa(new AppliedPolicy.Tlsa(unusable.base(), unusable.records(), Optional.of(invalid))));
    }
    String problem = ((DaneOutcome.Unknown) outcome).problem();
    return passOver(
        TlsLevel.DANE,
        "the TLSA records of " + host.host() + " cannot be looked up for now: " + problem,
        tlsa(AppliedPolicy.Tlsa.without(host.host(), TlsFault.DNSSEC_INVALID, problem)));
  }

  private Optional<AppliedPolicy> tlsa(AppliedPolicy.Tlsa policy) {
    return published() ? Optional.of(policy) : Optional.empty();
  }

  /**
   * RFC 7672 3.2.2: the name of the records, and the domain, as its MX records are validated. Left
   * out where no record looks at names, so that connections are shared.
   */
  private List<String> references(DaneOutcome.Vouched vouched, HostAddress host) {
    if (vouched.records().stream().noneMatch(r -> r.usage() == TlsaRecord.AUTHORITY)) {
      return List.of();
    }
    List<String> names = new ArrayList<>(List.of(vouched.base()));
    if (!names.contains(host.host())) {
      names.add(host.host());
    }
    if (rule.isPresent() && !names.contains(domain)) {
      names.add(domain);
    }
    return names;
  }

  private DaneOutcome daneAt(HostAddress host) {
    // RFC 7672 2.2.1: a forged MX record could lead to any host with good TLSA records.
    if (dane.isEmpty() || !host.nameProven() || host.host().startsWith("[")) {
      return new DaneOutcome.Nothing();
    }
    return dane.get().at(DomainName.of(host.host()), host.port());
  }

  private HostDecision enforced(HostAddress host) {
    StsPolicy enforced = sts().orElseThrow();
    Optional<AppliedPolicy> applied =
        Optional.of(AppliedPolicy.Sts.of(domain, enforced, host.host()));
    return enforced.covers(host.host())
        ? new Speak(
            Protection.of(
                TlsLevel.MTA_STS,
                Start.DEMANDED,
                CertificateCheck.Authority.of(host.host()),
                host.host()),
            applied)
        : passOver(
            TlsLevel.MTA_STS,
            host.host() + " is none of the mail exchangers in the MTA-STS policy of " + domain,
            applied);
  }

  private Optional<StsPolicy> sts() {
    if (policy == null) {
      policy = domain.startsWith("[") ? Optional.empty() : policies.policyOf(DomainName.of(domain));
    }
    return policy;
  }

  /** RFC 8689 4.2.1: a name that nobody can have forged, and a certificate for it. */
  private static HostDecision raised(Speak decision, HostAddress host) {
    Protection protection = decision.protection();
    if (protection.isVerifying() || host.nameProven()) {
      return new Speak(protection.verifying(host.host()), decision.applied());
    }
    return new PassOver(
        protection.policy(),
        SmtpReply.local(
            550,
            "5.7.30",
            "REQUIRETLS: neither DNSSEC nor a policy vouches for the mail exchanger "
                + host.host()),
        Optional.empty());
  }

  private static HostDecision may(HostAddress host, Optional<AppliedPolicy> applied) {
    return new Speak(Protection.ofServer(TlsMode.OPPORTUNISTIC, host.host()), applied);
  }

  private static HostDecision passOver(
      TlsLevel level, String why, Optional<AppliedPolicy> applied) {
    return new PassOver(level.label(), SmtpReply.local(451, "4.7.5", why), applied);
  }
}
