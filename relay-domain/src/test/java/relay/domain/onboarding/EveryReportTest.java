package relay.domain.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;
import relay.domain.rotation.KeyDns;
import relay.domain.routing.FakeDns;
import relay.domain.settings.Settings;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.Tenancies;

/** When a domain is ready, and whether bounces find their way back. */
class EveryReportTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final DomainName ACME = DomainName.of("acme.example");
  private static final String HOST = "bounces.relay.example";
  private final FakeDns dns = new FakeDns();

  @ParameterizedTest
  @EnumSource(RecordState.class)
  void shouldBeReadyOnlyWhenAllThatIsRequiredIsRight(RecordState state) {
    DnsRecord required = record(state, true);
    DnsRecord optional = record(state, false);
    DnsRecord right = record(RecordState.OK, true);

    assertThat(report(true, right, required).isReady()).isEqualTo(state == RecordState.OK);
    assertThat(report(true, right, optional).isReady()).isTrue();
    assertThat(report(false, right).isReady()).isFalse();
  }

  @Test
  void shouldNotBeReadyForOneWrongRecordAmongMany() {
    Chance.rounds(
        200,
        random -> {
          List<DnsRecord> records = new ArrayList<>();
          boolean ready = true;
          for (int i = random.nextInt(8); i > 0; i--) {
            RecordState state = Chance.oneOf(random, RecordState.values());
            boolean required = random.nextInt(3) == 0;
            ready &= !required || state == RecordState.OK;
            records.add(record(state, required));
          }

          assertThat(report(true, records.toArray(DnsRecord[]::new)).isReady()).isEqualTo(ready);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what is published for bounce.acme.example, and what it is worth
        "nothing | MISSING | ''",
        "alias bounces.relay.example | OK | bounces.relay.example",
        "alias other.example | WRONG | other.example",
        "mx bounces.relay.example | OK | 10 bounces.relay.example",
        "mx other.example | WRONG | 10 other.example",
        "silence | UNKNOWN | ''"
      })
  void shouldJudgeTheNameForBouncesByWhatIsThere(String there, RecordState state, String found) {
    String name = "bounce.acme.example";
    String[] words = there.split(" ");
    switch (words[0]) {
      case "alias" -> dns.alias(name, words[1]);
      case "mx" -> dns.mx(name, 10, words[1]);
      case "silence" -> dns.silent(name);
      default -> assertThat(there).isEqualTo("nothing");
    }

    DnsRecord record = rule(Map.of("onboarding.return-path-host", HOST)).judge(ACME);

    assertThat(record.state()).isEqualTo(state);
    assertThat(record.found()).isEqualTo(found.isEmpty() ? List.of() : List.of(found));
    assertThat(record.value()).isEqualTo(HOST);
    assertThat(record.required()).isTrue();
    assertThat(record.purpose()).isEqualTo(RecordPurpose.RETURN_PATH);
    assertThat(record.advice().isEmpty()).isEqualTo(state == RecordState.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail.acme.example | OK | 10 mail.acme.example",
        "null | WRONG | '10 '",
        "nothing | MISSING | ''",
        "silence | UNKNOWN | ''"
      })
  void shouldAskOnlyThatTheDomainTakesMailWhereTheRelayTakesNoBounces(
      String host, RecordState state, String found) {
    switch (host) {
      case "null" -> dns.mx("acme.example", 10, "");
      case "silence" -> dns.silent("acme.example");
      case "nothing" -> assertThat(dns.questions()).isZero();
      default -> dns.mx("acme.example", 10, host);
    }

    DnsRecord record = rule(Map.of()).judge(ACME);

    assertThat(record.state()).isEqualTo(state);
    assertThat(record.type()).isEqualTo("MX");
    assertThat(record.name()).isEqualTo("acme.example");
    assertThat(record.required()).isFalse();
    assertThat(record.found()).isEqualTo(found.isEmpty() ? List.of() : List.of(found));
  }

  private ReturnPathRule rule(Map<String, String> file) {
    OnboardingSettings settings =
        OnboardingSettings.from(Settings.of(OnboardingSettings.ALL, file, Map.of()));
    return new ReturnPathRule(settings, new PatientLookup(new KeyDns(), dns, () -> NOON, NOON));
  }

  private static DomainReport report(boolean verified, DnsRecord... records) {
    SendingDomain domain =
        verified
            ? Tenancies.domain("acme", "acme.example")
            : Tenancies.pending("acme", "acme.example");
    return new DomainReport(domain, NOON, List.of(records));
  }

  private static DnsRecord record(RecordState state, boolean required) {
    return new Finding(state, "value", List.of(), "advice")
        .as(RecordPurpose.SPF, "acme.example", "TXT", required);
  }
}
