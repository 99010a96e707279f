package relay.web.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.mail.DomainName;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.DnssecTrail;
import relay.domain.routing.FakeDns;
import relay.domain.routing.FakeWitness;
import relay.domain.routing.HostSearch;
import relay.domain.routing.Ourselves;
import relay.domain.simulator.SimulatorDomain;
import relay.domain.simulator.SimulatorRoutes;
import relay.domain.transport.StsPolicies;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.StsPolicy.Mode;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsProblem;
import relay.domain.transport.TransportRules;
import relay.web.HttpPeer;

class TlsDiagnosisResourceTest {
  private static final String PATH = "/api/v1/diagnose/tls?domain=b.example";
  private final Map<String, String> settings = new HashMap<>(Map.of("route.default", "mx"));
  private final FakeDns dns =
      new FakeDns().mx("b.example", 10, "mx.b.example").address("mx.b.example", "198.51.100.7");
  private StsPolicies policies = StsPolicies.NONE;

  @Test
  void shouldTellThatNothingIsDemanded() {
    try (var peer = HttpPeer.of(resource())) {
      var answer = HttpPeer.json(peer.getAsAdmin(PATH));

      var host = answer.getJsonArray("hosts").getJsonObject(0);
      assertThat(answer.getString("decided_by")).isEqualTo("tls-policy.default");
      assertThat(host.getString("address")).isEqualTo("198.51.100.7");
      assertThat(host.getString("policy")).isEqualTo("may");
      assertThat(host.getBoolean("encrypted")).isFalse();
      assertThat(answer.containsKey("mta_sts")).isFalse();
    }
  }

  @Test
  void shouldTellWhatAPolicyDemands() {
    sts("mx.b.example");
    try (var peer = HttpPeer.of(resource())) {
      var answer = HttpPeer.json(peer.getAsAdmin(PATH));

      var host = answer.getJsonArray("hosts").getJsonObject(0);
      assertThat(answer.getJsonObject("mta_sts").getString("mode")).isEqualTo("enforce");
      assertThat(host.getString("policy")).isEqualTo("mta-sts");
      assertThat(host.getBoolean("verified")).isTrue();
      assertThat(host.getString("says")).endsWith("authority for mx.b.example");
    }
  }

  @Test
  void shouldTellWhyAnAnnouncedPolicyIsNotToBeHad() {
    policies =
        new StsPolicies() {
          @Override
          public Optional<StsPolicy> policyOf(DomainName domain) {
            return Optional.empty();
          }

          @Override
          public Optional<TlsProblem> problemOf(DomainName domain) {
            return Optional.of(new TlsProblem(TlsFault.STS_POLICY_FETCH_ERROR, "HTTP 302"));
          }
        };
    try (var peer = HttpPeer.of(resource())) {
      var answer = HttpPeer.json(peer.getAsAdmin(PATH));

      assertThat(answer.getString("mta_sts_problem")).isEqualTo("sts-policy-fetch-error: HTTP 302");
      assertThat(answer.containsKey("mta_sts")).isFalse();
    }
  }

  @Test
  void shouldTellWhyAHostIsNotUsed() {
    sts("elsewhere.example");
    try (var peer = HttpPeer.of(resource())) {
      var answer = HttpPeer.json(peer.getAsAdmin(PATH));

      var host = answer.getJsonArray("hosts").getJsonObject(0);
      assertThat(host.getBoolean("usable")).isFalse();
      assertThat(host.getString("says")).startsWith("451 4.7.5");
    }
  }

  @Test
  void shouldTellThatThereIsNobodyToSpeakTo() {
    dns.silent("b.example");
    try (var peer = HttpPeer.of(resource())) {
      assertThat(HttpPeer.json(peer.getAsAdmin(PATH)).getString("reply")).startsWith("451 4.4.3");
    }
  }

  @Test
  void shouldTellThatTheSandboxKeepsIt() {
    settings.put("route.default", "sandbox");
    try (var peer = HttpPeer.of(resource())) {
      var answer = HttpPeer.json(peer.getAsAdmin(PATH));

      assertThat(answer.getString("hop")).isEqualTo("sandbox");
      assertThat(answer.containsKey("hosts")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?domain=", "?domain=a%20b", "?domain=a@b.example"})
  void shouldNameWhatCannotBeRead(String query) {
    try (var peer = HttpPeer.of(resource())) {
      var response = peer.getAsAdmin("/api/v1/diagnose/tls" + query);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(HttpPeer.json(response).getString("field")).isEqualTo("domain");
    }
  }

  @Test
  void shouldTellWhatDnssecSaysToEachAnswer() {
    dns.authentic("b.example");
    try (var peer = HttpPeer.of(resource())) {
      var steps = HttpPeer.json(peer.getAsAdmin(PATH)).getJsonArray("dnssec");

      assertThat(steps).hasSize(2);
      assertThat(steps.getJsonObject(0).getString("about")).isEqualTo("MX of b.example");
      assertThat(steps.getJsonObject(0).getString("status")).isEqualTo("secure");
      assertThat(steps.getJsonObject(0).containsKey("why")).isFalse();
      assertThat(steps.getJsonObject(1).getString("about")).isEqualTo("addresses of mx.b.example");
      assertThat(steps.getJsonObject(1).getString("status")).isEqualTo("bogus");
      assertThat(steps.getJsonObject(1).getString("why")).isEqualTo("a signature has expired");
    }
  }

  @Test
  void shouldTellWhatDnssecSaysWhereNobodyCanBeReached() {
    dns.silent("b.example");
    try (var peer = HttpPeer.of(resource())) {
      var steps = HttpPeer.json(peer.getAsAdmin(PATH)).getJsonArray("dnssec");

      assertThat(steps).hasSize(1);
    }
  }

  private void sts(String host) {
    var policy = new StsPolicy(Mode.ENFORCE, List.of(host), Duration.ofDays(1));
    policies = domain -> Optional.of(policy);
  }

  @Test
  void shouldKnowTheSimulator() {
    try (var peer = HttpPeer.of(resource())) {
      var answer =
          HttpPeer.json(peer.getAsAdmin("/api/v1/diagnose/tls?domain=slow.simulator.test"));

      assertThat(answer.getString("hop")).isEqualTo("slow.simulator.test");
      assertThat(answer.getString("decided_by")).isEqualTo("simulator.domain");
      assertThat(answer.getJsonArray("hosts").getJsonObject(0).getInt("port")).isEqualTo(2501);
    }
  }

  private TlsDiagnosisResource resource() {
    var resource = new TlsDiagnosisResource();
    resource.builtIn =
        new SimulatorRoutes(
            new SimulatorDomain(DomainName.of("simulator.test")), "127.0.0.1", 2501, 2502);
    resource.configuration = CurrentConfiguration.of(new BootSettings(settings, Map.of()));
    resource.hosts =
        new HostSearch(
            dns,
            new Ourselves(Set.of(), Set.of(), Set.of(), Set.of()),
            resource.configuration.get().hostSearch(),
            new Random(1));
    resource.policies = policies;
    var witness =
        new FakeWitness()
            .says("addresses mx.b.example", AnswerSecurity.bogus("a signature has expired"));
    resource.trail = new DnssecTrail(witness, dns, 25);
    resource.rules =
        new TransportRules(
            () -> resource.configuration.get().tlsPolicy(), Optional.empty(), policies);
    return resource;
  }
}
