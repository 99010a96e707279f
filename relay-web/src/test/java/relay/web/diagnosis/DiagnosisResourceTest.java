package relay.web.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.HostSearch;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.routing.Ourselves;
import relay.domain.routing.Router;
import relay.domain.routing.StreamRoutes;
import relay.domain.tenancy.Tenancy;
import relay.web.HttpPeer;

class DiagnosisResourceTest {

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 no such user,,bounced,recipient_unknown",
    "450 4.2.0 greylisted,,deferred,greylisted",
    "250 2.0.0 taken,final_dot,delivered,",
    "535 5.7.8 wrong password,auth,deferred,login_refused"
  })
  void shouldSayWhatAReplyMeans(String text, String stage, String outcome, String cause) {
    try (var peer = HttpPeer.of(resource(Map.of()))) {
      var answer =
          HttpPeer.json(
              peer.getAsAdmin(
                  "/api/v1/diagnose/reply?text="
                      + URLEncoder.encode(text, StandardCharsets.UTF_8)
                      + (stage == null ? "" : "&stage=" + stage)));

      assertThat(answer.getString("outcome")).isEqualTo(outcome);
      assertThat(answer.getString("cause", null)).isEqualTo(cause);
    }
  }

  @Test
  void shouldSayWhichHostsARecipientsMailGoesTo() {
    try (var peer = HttpPeer.of(resource(Map.of("route.default", "mx")))) {
      var answer = HttpPeer.json(peer.getAsAdmin("/api/v1/diagnose/route?recipient=bob@b.example"));

      assertThat(answer.getString("kind")).isEqualTo("mx");
      assertThat(answer.getJsonArray("hosts").getJsonObject(0).getString("address"))
          .isEqualTo("198.51.100.7");
    }
  }

  @Test
  void shouldSayThatMailGoesToTheSandbox() {
    try (var peer = HttpPeer.of(resource(Map.of()))) {
      var answer = HttpPeer.json(peer.getAsAdmin("/api/v1/diagnose/route?recipient=bob@b.example"));

      assertThat(answer.getString("kind")).isEqualTo("sandbox");
      assertThat(answer.containsKey("hosts")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "route,recipient",
    "route?recipient=x,recipient",
    "reply,text",
    "reply?text=hello,text",
    "reply?text=550&stage=never,stage"
  })
  void shouldNameWhatCannotBeRead(String path, String field) {
    try (var peer = HttpPeer.of(resource(Map.of()))) {
      var response = peer.getAsAdmin("/api/v1/diagnose/" + path);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(HttpPeer.json(response).getString("field")).isEqualTo(field);
    }
  }

  static DiagnosisResource resource(Map<String, String> settings) {
    var resource = new DiagnosisResource();
    var configuration = CurrentConfiguration.of(new BootSettings(settings, Map.of()));
    resource.routes =
        new StreamRoutes(new Router(() -> configuration.get().routing()), () -> Tenancy.EMPTY);
    resource.hosts =
        new HostSearch(
            new OneServer(),
            new Ourselves(Set.of(), Set.of(), Set.of(), Set.of()),
            configuration.get().hostSearch(),
            new Random(1));
    resource.inputs = new InputDiagnosis();
    return resource;
  }

  /** Every domain has one mail exchanger with one address. */
  private static final class OneServer implements DomainLookup {
    @Override
    public LookupResult<DomainName> alias(DomainName name) {
      return new LookupResult.NoData<>();
    }

    @Override
    public LookupResult<MailExchanger> mailExchangers(DomainName domain) {
      return new LookupResult.Found<>(List.of(new MailExchanger(10, "mx.b.example")));
    }

    @Override
    public LookupResult<Inet4Address> ipv4(DomainName host) {
      try {
        return new LookupResult.Found<>(
            List.of((Inet4Address) Inet4Address.getByAddress(new byte[] {(byte) 198, 51, 100, 7})));
      } catch (java.net.UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public LookupResult<Inet6Address> ipv6(DomainName host) {
      return new LookupResult.NoData<>();
    }
  }
}
