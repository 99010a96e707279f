package relay.domain.onboarding;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.control.ControlSource;
import relay.domain.mail.DomainName;
import relay.domain.rotation.RecordLook;
import relay.domain.routing.DomainLookup;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeySight;
import relay.domain.tenancy.KeyState;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.verification.VerificationSettings;

/**
 * Compares what a sending domain should publish with what the DNS says now. Changes nothing.
 * Thread-safe; bounded in time.
 */
public final class DomainRecords {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);
  private static final String TXT = "TXT";

  /** RFC 7208 4.6.4: what most receivers allow. */
  private static final int SPF_VOIDS_MAX = 2;

  private final ControlSource source;
  private final DkimKeyLookup texts;
  private final DomainLookup dns;
  private final OnboardingSettings settings;
  private final SpfRule spf;
  private final VerificationSettings verification;
  private final InstantSource clock;

  /**
   * @param hostName of the node, for the SPF record when no other name is set
   */
  public DomainRecords(
      ControlSource source,
      DkimKeyLookup texts,
      DomainLookup dns,
      OnboardingSettings settings,
      String hostName,
      InstantSource clock) {
    this.source = source;
    this.texts = texts;
    this.dns = dns;
    this.settings = settings;
    this.clock = clock;
    this.verification =
        new VerificationSettings(
            SPF_VOIDS_MAX, settings.patience(), hostName.toLowerCase(Locale.ROOT));
    boolean isPublic = hostName.indexOf('.') > 0;
    this.spf =
        settings
            .spfInclude()
            .map(d -> new SpfRule(Optional.of("include:" + d.ascii()), true))
            .orElseGet(
                () ->
                    new SpfRule(
                        isPublic
                            ? Optional.of("a:" + hostName.toLowerCase(Locale.ROOT))
                            : Optional.empty(),
                        false));
  }

  /** Asks now; empty when the tenant has no such domain. */
  public Optional<DomainReport> check(String tenant, DomainName name) {
    return source
        .state()
        .find(TenancyKinds.DOMAIN, tenant, name.ascii())
        .map(domain -> new DomainReport(domain, clock.instant(), records(domain)));
  }

  private List<DnsRecord> records(SendingDomain domain) {
    PatientLookup patient =
        new PatientLookup(texts, dns, clock, clock.instant().plus(settings.patience()));
    List<DnsRecord> records = new ArrayList<>();
    if (!domain.isVerified()) {
      records.add(ownership(domain, patient));
    }
    records.addAll(dkim(domain, patient));
    records.add(spf(domain, patient));
    records.add(dmarc(domain, patient));
    records.add(new ReturnPathRule(settings, patient).judge(domain.name()));
    records.add(mtaSts(domain, patient));
    records.add(tlsRpt(domain, patient));
    return records;
  }

  private static DnsRecord ownership(SendingDomain domain, PatientLookup dns) {
    String name = domain.proofName().ascii();
    String value = domain.proofText();
    // A key of the tenant's, seen in the DNS, proves the domain as well.
    return dns.texts(
            name,
            value,
            found ->
                found.stream().map(String::strip).anyMatch(value::equals)
                    ? Finding.ok(value, List.of(value))
                    : new Finding(
                        RecordState.MISSING, value, found, "publish it, or a DKIM key, and verify"))
        .as(RecordPurpose.OWNERSHIP, name, TXT, true);
  }

  private List<DnsRecord> dkim(SendingDomain domain, PatientLookup dns) {
    List<DnsRecord> records = new ArrayList<>();
    for (DomainKey key : source.state().all(TenancyKinds.DKIM_KEY, domain.tenant())) {
      if (key.domain().equals(domain.name())) {
        records.add(
            finding(key, RecordLook.at(key, dns))
                .as(RecordPurpose.DKIM, key.recordName(), TXT, key.state() != KeyState.REMOVED));
      }
    }
    if (records.stream().noneMatch(DnsRecord::required)) {
      records.add(
          Finding.missing("", "make keys: relay dkim rotate " + domain.name().ascii())
              .as(RecordPurpose.DKIM, "_domainkey." + domain.name().ascii(), TXT, true));
    }
    return records;
  }

  private static Finding finding(DomainKey key, RecordLook look) {
    if (look.seen().isEmpty()) {
      return Finding.unknown(key.record(), List.of(), look.problem());
    }
    KeySight.Seen seen = look.seen().get();
    if (key.state() == KeyState.REMOVED) {
      return look.isOk()
          ? new Finding(RecordState.OBSOLETE, "", look.found(), "the key is removed: delete it")
          : Finding.ok("", look.found());
    }
    return switch (seen) {
      case OK -> Finding.ok(key.record(), look.found());
      case MISSING -> Finding.missing(key.record(), "publish it");
      default ->
          Finding.wrong(
              key.record(),
              look.found(),
              look.found().size() > 1
                  ? "there are several records: leave this one alone"
                  : "put this in its place");
    };
  }

  private DnsRecord spf(SendingDomain domain, PatientLookup dns) {
    String name = domain.name().ascii();
    Finding finding = dns.texts(name, "", found -> spf.judge(found, dns::textsOf));
    if (finding.state() == RecordState.UNKNOWN && !spf.certain() && spf.mechanism().isPresent()) {
      finding = new SpfTrial(dns, verification, clock).judge(domain.name(), finding);
    }
    // Where nobody can tell from here, nothing is demanded.
    boolean required = spf.certain() || finding.state() != RecordState.UNKNOWN;
    return finding.as(RecordPurpose.SPF, name, TXT, required);
  }

  /** A policy of a domain above counts for those below it (RFC 7489 6.6.3). */
  private static DnsRecord dmarc(SendingDomain domain, PatientLookup dns) {
    String name = domain.name().ascii();
    String value = "v=DMARC1; p=none; rua=mailto:postmaster@" + name;
    Finding own = dmarc(name, value, dns);
    for (String above = above(name);
        own.state() == RecordState.MISSING && above.indexOf('.') > 0;
        above = above(above)) {
      Finding inherited = dmarc(above, value, dns);
      if (inherited.state() != RecordState.MISSING) {
        return inherited.as(RecordPurpose.DMARC, "_dmarc." + above, TXT, true);
      }
    }
    return own.as(RecordPurpose.DMARC, "_dmarc." + name, TXT, true);
  }

  private static Finding dmarc(String domain, String value, PatientLookup dns) {
    return dns.texts("_dmarc." + domain, value, found -> PolicyRules.dmarc(found, value));
  }

  private static String above(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  private DnsRecord mtaSts(SendingDomain domain, PatientLookup dns) {
    String name = "_mta-sts." + domain.name().ascii();
    String value = "v=STSv1; id=" + ID.format(clock.instant().atOffset(ZoneOffset.UTC));
    String url = "https://mta-sts." + domain.name().ascii() + "/.well-known/mta-sts.txt";
    return dns.texts(name, value, found -> PolicyRules.mtaSts(found, value, url))
        .as(RecordPurpose.MTA_STS, name, TXT, false);
  }

  private static DnsRecord tlsRpt(SendingDomain domain, PatientLookup dns) {
    String name = "_smtp._tls." + domain.name().ascii();
    String value = "v=TLSRPTv1; rua=mailto:postmaster@" + domain.name().ascii();
    return dns.texts(name, value, found -> PolicyRules.tlsRpt(found, value))
        .as(RecordPurpose.TLS_RPT, name, TXT, false);
  }
}
