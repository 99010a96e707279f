package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.control.ControlJson;

class DiagnoseTlsTest {
  private static final String ANSWER =
      """
      {"domain": "example.org", "hop": "example.org", "decided_by": "tls-policy.default",
       "dnssec": [{"about": "MX of example.org", "status": "secure"},
                  {"about": "addresses of mx.example.org", "status": "insecure",
                   "why": "its zone is not signed"}],
       "hosts": [{"host": "mx.example.org", "address": "192.0.2.25", "policy": "dane",
                  "says": "under TLS only"}]}
      """;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay().answers(200, ANSWER);

  @Test
  void shouldAskTheRunningRelayAndShowItsAnswer() {
    diagnose("example.org");

    assertThat(relay.asked().get(0)).startsWith("GET /api/v1/diagnose/tls?domain=example.org");
    assertThat(ControlJson.read(relay.told().strip())).isEqualTo(ControlJson.read(ANSWER));
  }

  @Test
  void shouldTellItToPeople() {
    diagnose("example.org", "--text");

    assertThat(relay.told().lines())
        .containsExactly(
            "mail for example.org goes by example.org, as tls-policy.default demands",
            "  MX of example.org: secure",
            "  addresses of mx.example.org: insecure, its zone is not signed",
            "  mx.example.org 192.0.2.25: dane, under TLS only");
  }

  @Test
  void shouldTellPeopleWhyThereIsNoPolicy() {
    relay.answersTo(
        "GET /api/v1/diagnose/tls",
        200,
        """
        {"domain": "example.org", "hop": "example.org",
         "mta_sts_problem": "sts-webpki-invalid: the certificate has expired"}
        """);

    diagnose("example.org", "--text");

    assertThat(relay.told())
        .contains(
            "no MTA-STS policy could be fetched: sts-webpki-invalid: the certificate has expired");
  }

  @Test
  void shouldShowWhatADomainWouldBeTold() {
    new DiagnoseTlsReport(relay::client).run(List.of("example.org"), relay.console());

    assertThat(relay.asked()).containsExactly("GET /api/v1/diagnose/tls-report?domain=example.org");
    assertThatThrownBy(() -> new DiagnoseTlsReport(relay::client).run(List.of(), relay.console()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("diagnose tls-report DOMAIN");
  }

  @Test
  void shouldAskForADomain() {
    assertThatThrownBy(() -> diagnose())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("diagnose tls DOMAIN");
  }

  private void diagnose(String... line) {
    new DiagnoseTls(relay::client).run(List.of(line), relay.console());
  }
}
