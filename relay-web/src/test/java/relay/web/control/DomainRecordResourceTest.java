package relay.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.onboarding.DomainRecords;
import relay.domain.onboarding.OnboardingSettings;
import relay.domain.rotation.Rotations;
import relay.domain.routing.FakeDns;
import relay.domain.settings.Settings;
import relay.web.HttpPeer;

class DomainRecordResourceTest {
  private static final String DNS = "/api/v1/tenants/acme/domains/acme.example/dns";
  private final Rotations acme = new Rotations();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new DomainRecordResource();
    var settings =
        OnboardingSettings.from(
            Settings.of(
                OnboardingSettings.ALL,
                Map.of("onboarding.spf-include", "spf.relay.example"),
                Map.of()));
    resource.records =
        new DomainRecords(acme.store, acme.dns, new FakeDns(), settings, "mx1.relay.example", acme);
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldShowEachRecordWithItsStateAndWhatToWrite() {
    acme.active();
    acme.dns.texts("acme.example", "v=spf1 mx -all");

    JsonObject report = HttpPeer.json(peer.getAsAdmin(DNS));

    assertThat(report.getString("state")).isEqualTo("verified");
    assertThat(report.getBoolean("ready")).isFalse();
    assertThat(report.getJsonArray("records").getValuesAs(JsonObject.class))
        .extracting(r -> r.getString("purpose") + " " + r.getString("state"))
        .containsExactly(
            "dkim ok",
            "spf wrong",
            "dmarc missing",
            "return-path missing",
            "mta-sts missing",
            "tls-rpt missing");
    JsonObject spf = report.getJsonArray("records").getJsonObject(1);
    assertThat(spf.getString("value")).isEqualTo("v=spf1 include:spf.relay.example mx -all");
    assertThat(spf.getJsonArray("found").getString(0)).isEqualTo("v=spf1 mx -all");
    assertThat(spf.getString("advice")).contains("include:spf.relay.example");
    assertThat(spf.getBoolean("required")).isTrue();
  }

  @Test
  void shouldKnowOnlyTheDomainsOfTheTenant() {
    assertThat(peer.getAsAdmin("/api/v1/tenants/evil/domains/acme.example/dns").statusCode())
        .isEqualTo(404);
    assertThat(peer.getAsAdmin("/api/v1/tenants/acme/domains/-/dns").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerNobodyButTheAdministrator() {
    assertThat(peer.get(DNS).statusCode()).isEqualTo(401);
  }
}
