package relay.domain.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.rotation.Rotations.ACME;
import static relay.domain.rotation.Rotations.ANN;
import static relay.domain.rotation.Rotations.TENANT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlChange;
import relay.domain.mail.DomainName;
import relay.domain.rotation.Rotations;
import relay.domain.routing.FakeDns;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.DomainState;
import relay.domain.tenancy.SendingDomain;

class DomainRecordsTest {
  private final Rotations acme = new Rotations();
  private final FakeDns hosts = new FakeDns();
  private final Map<String, String> settings = new HashMap<>();

  DomainRecordsTest() {
    settings.put("onboarding.spf-include", "spf.relay.example");
  }

  @Test
  void shouldBeReadyWhenEverythingThatMailNeedsIsThere() {
    acme.active();
    acme.dns.texts("acme.example", "v=spf1 include:spf.relay.example ~all");
    acme.dns.texts("_dmarc.acme.example", "v=DMARC1; p=none");
    hosts.mx("acme.example", 10, "mail.acme.example");

    DomainReport report = check();

    assertThat(report.isReady()).isTrue();
    assertThat(states(report))
        .containsExactly(
            "DKIM OK",
            "SPF OK",
            "DMARC OK",
            "RETURN_PATH OK",
            "MTA_STS MISSING",
            "TLS_RPT MISSING");
    assertThat(find(report, RecordPurpose.RETURN_PATH).found())
        .containsExactly("10 mail.acme.example");
    acme.dns.texts("_mta-sts.acme.example", "v=STSv1; id=1");
    acme.dns.texts("_smtp._tls.acme.example", "v=TLSRPTv1; rua=mailto:a@acme.example");
    assertThat(states(check())).allMatch(state -> state.endsWith(" OK"));
  }

  @Test
  void shouldTellWhatToWriteWhenNothingIsThere() {
    DomainKey key = acme.next();

    DomainReport report = check();

    assertThat(report.isReady()).isFalse();
    assertThat(report.records()).allMatch(r -> r.state() == RecordState.MISSING);
    assertThat(report.records()).allMatch(r -> !r.value().isEmpty() && !r.advice().isEmpty());
    assertThat(find(report, RecordPurpose.DKIM))
        .extracting(DnsRecord::name, DnsRecord::type, DnsRecord::value)
        .containsExactly(key.recordName(), "TXT", key.record());
    assertThat(find(report, RecordPurpose.SPF).value())
        .isEqualTo("v=spf1 include:spf.relay.example ~all");
    assertThat(find(report, RecordPurpose.MTA_STS).value()).isEqualTo("v=STSv1; id=202601311200");
  }

  @Test
  void shouldNeverCallMissingWhatTheDnsDidNotAnswer() {
    acme.active();
    acme.dns.setDown(true);
    hosts.silent("acme.example");

    DomainReport report = check();

    assertThat(report.records()).allMatch(r -> r.state() == RecordState.UNKNOWN);
    assertThat(report.isReady()).isFalse();
  }

  @Test
  void shouldAskForAKeyWhenThereIsNone() {
    assertThat(find(check(), RecordPurpose.DKIM))
        .extracting(DnsRecord::state, DnsRecord::advice)
        .containsExactly(RecordState.MISSING, "make keys: relay dkim rotate acme.example");
  }

  @Test
  void shouldFollowAKeyToItsEnd() {
    DomainKey old = acme.active();
    acme.pass(Duration.ofDays(1));
    acme.dns.publish(acme.next());
    acme.look(Duration.ofMinutes(1));
    acme.look(Duration.ofHours(1));

    assertThat(of(old).state()).isEqualTo(RecordState.OK);
    assertThat(of(old).required()).isTrue();
    acme.dns.texts(old.recordName(), "v=DKIM1; k=ed25519; p=AAAA");
    assertThat(of(old).state()).isEqualTo(RecordState.WRONG);
    assertThat(of(old).advice()).contains("in its place");

    acme.dns.publish(old);
    acme.rotation.remove(TENANT, ACME, old.selector(), false, ANN);
    assertThat(of(old).state()).isEqualTo(RecordState.OBSOLETE);
    assertThat(of(old).advice()).contains("delete it");
    acme.dns.remove(old.recordName());
    assertThat(of(old).state()).isEqualTo(RecordState.OK);
    assertThat(of(old).required()).isFalse();
  }

  @Test
  void shouldAskForTheProofUntilTheDomainIsVerified() {
    DomainName name = DomainName.of("new.example");
    var pending =
        new SendingDomain(
            TENANT, name, 0, DomainState.PENDING, "token", java.util.Optional.empty());
    acme.store.apply(new ControlChange.Create(pending), ANN);

    DomainReport report = records().check(TENANT, name).orElseThrow();

    assertThat(find(report, RecordPurpose.OWNERSHIP))
        .extracting(DnsRecord::name, DnsRecord::value, DnsRecord::state)
        .containsExactly(
            "_relay-verification.new.example", "relay-verification=token", RecordState.MISSING);
    acme.dns.texts("_relay-verification.new.example", "relay-verification=token");
    assertThat(find(records().check(TENANT, name).orElseThrow(), RecordPurpose.OWNERSHIP).state())
        .isEqualTo(RecordState.OK);
  }

  @Test
  void shouldTakeThePolicyOfADomainAbove() {
    DomainName below = DomainName.of("a.news.acme.example");
    acme.store.apply(new ControlChange.Create(Rotations.verified(TENANT, below)), ANN);
    acme.dns.texts("_dmarc.acme.example", "v=DMARC1; p=reject");

    DnsRecord dmarc = find(records().check(TENANT, below).orElseThrow(), RecordPurpose.DMARC);

    assertThat(dmarc.state()).isEqualTo(RecordState.OK);
    assertThat(dmarc.name()).isEqualTo("_dmarc.acme.example");
  }

  @Test
  void shouldPointTheReturnPathAtTheRelayByAliasOrExchanger() {
    settings.put("onboarding.return-path-host", "bounces.relay.example");
    assertThat(returnPath())
        .extracting(DnsRecord::name, DnsRecord::value, DnsRecord::state, DnsRecord::required)
        .containsExactly("bounce.acme.example", "bounces.relay.example", RecordState.MISSING, true);

    hosts.mx("bounce.acme.example", 10, "mail.elsewhere.example");
    assertThat(returnPath().state()).isEqualTo(RecordState.WRONG);
    hosts.mx("bounce.acme.example", 20, "bounces.relay.example");
    assertThat(returnPath().state()).isEqualTo(RecordState.OK);
    hosts.alias("bounce.acme.example", "www.acme.example");
    assertThat(returnPath().state()).isEqualTo(RecordState.WRONG);
    hosts.alias("bounce.acme.example", "bounces.relay.example");
    assertThat(returnPath().state()).isEqualTo(RecordState.OK);
    hosts.silent("bounce.acme.example");
    assertThat(returnPath().state()).isEqualTo(RecordState.UNKNOWN);
  }

  @Test
  void shouldSayThatBouncesCannotArriveAtADomainThatTakesNoMail() {
    hosts.mx("acme.example", 0, "");

    assertThat(returnPath().state()).isEqualTo(RecordState.WRONG);
    assertThat(returnPath().required()).isFalse();
  }

  @Test
  void shouldShowAsUnknownWhatItHadNoTimeToAskFor() {
    acme.active();
    DkimKeyLookup slow =
        name -> {
          acme.pass(Duration.ofSeconds(15));
          return acme.dns.textsOf(name);
        };

    DomainReport report = records(slow).check(TENANT, ACME).orElseThrow();

    assertThat(states(report))
        .containsExactly(
            "DKIM OK",
            "SPF MISSING",
            "DMARC UNKNOWN",
            "RETURN_PATH UNKNOWN",
            "MTA_STS UNKNOWN",
            "TLS_RPT UNKNOWN");
  }

  @Test
  void shouldKnowOnlyTheDomainsOfTheTenant() {
    assertThat(records().check("evil", ACME)).isEmpty();
  }

  private DnsRecord of(DomainKey key) {
    return check().records().stream()
        .filter(r -> r.name().equals(key.recordName()))
        .findFirst()
        .orElseThrow();
  }

  private DnsRecord returnPath() {
    return find(check(), RecordPurpose.RETURN_PATH);
  }

  private DomainReport check() {
    return records().check(TENANT, ACME).orElseThrow();
  }

  private DomainRecords records() {
    return records(acme.dns);
  }

  @Test
  void shouldTryWhetherARecordThatNamesTheRelayInAnotherWayLetsItSend() {
    settings.put("onboarding.spf-include", "");
    hosts.address("mx1.relay.example", "192.0.2.1");
    acme.dns.texts("acme.example", "v=spf1 ip4:192.0.2.0/24 -all");

    DnsRecord passing = find(check(), RecordPurpose.SPF);
    hosts.address("mx1.relay.example", "198.51.100.1");
    DnsRecord failing = find(check(), RecordPurpose.SPF);

    assertThat(passing.state()).isEqualTo(RecordState.OK);
    assertThat(failing.state()).isEqualTo(RecordState.UNKNOWN);
    assertThat(failing.advice()).contains("198.51.100.1", "would be fail");
  }

  private DomainRecords records(DkimKeyLookup texts) {
    var onboarding =
        OnboardingSettings.from(Settings.of(OnboardingSettings.ALL, settings, Map.of()));
    return new DomainRecords(acme.store, texts, hosts, onboarding, "mx1.relay.example", acme);
  }

  private static DnsRecord find(DomainReport report, RecordPurpose purpose) {
    return report.records().stream().filter(r -> r.purpose() == purpose).findFirst().orElseThrow();
  }

  private static List<String> states(DomainReport report) {
    List<String> states = new ArrayList<>();
    report.records().forEach(r -> states.add(r.purpose() + " " + r.state()));
    return states;
  }
}
