package relay.web.routing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteBook;
import relay.domain.routing.RouteSurroundings;
import relay.domain.routing.Router;
import relay.domain.routing.Routes;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetQuotas;
import relay.domain.spend.SpendBook;
import relay.domain.tenancy.Tenancy;
import relay.web.HttpPeer;

class RouteSpendResourceTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final RouteBook ROUTES =
      Routes.book(
          Routes.route(
              "out",
              "{'targets':{'ses':{'profile':'ses','site':'eu-west-1','daily_quota':200},"
                  + "'own':{'kind':'smarthost','hosts':['x.example'],'residency':'own'}}}"));
  private final RelayConfiguration configuration =
      RelayConfiguration.of(Map.of("route-spend.currency", "USD"), Map.of());
  private final TargetQuotas quotas =
      new TargetQuotas(new SpendBook(), () -> ROUTES, configuration::routeSpend, () -> NOON);

  @Test
  void shouldTellWhatEachTargetTookAndCostAndWhatIsLeft() {
    quotas.claim(new NextHop.Discard("out/ses"), 120).orElseThrow().settle(115);
    quotas.claim(new NextHop.Discard("gone/x"), 3).orElseThrow().settle(3);

    JsonObject answer = asked("/api/v1/route-spend", resource());

    assertThat(answer.getString("currency")).isEqualTo("USD");
    assertThat(answer.getString("day")).isEqualTo("2026-01-31");
    assertThat(answer.get("today")).hasToString("{\"recipients\":118,\"amount\":\"0.011500000\"}");
    assertThat(answer.get("month")).isEqualTo(answer.get("today"));
    assertThat(answer.getJsonArray("targets").get(0))
        .hasToString(
            "{\"target\":\"gone/x\",\"gone\":true,"
                + "\"today\":{\"recipients\":3,\"amount\":\"0.000000000\"},"
                + "\"month\":{\"recipients\":3,\"amount\":\"0.000000000\"},"
                + "\"days\":[{\"recipients\":3,\"amount\":\"0.000000000\","
                + "\"day\":\"2026-01-31\"}],"
                + "\"months\":[{\"recipients\":3,\"amount\":\"0.000000000\","
                + "\"month\":\"2026-01\"}]}");
    JsonObject own = answer.getJsonArray("targets").getJsonObject(1);
    assertThat(own.getString("residency")).isEqualTo("own");
    assertThat(own).doesNotContainKeys("daily_quota", "left_today", "price_per_1000");
    JsonObject ses = answer.getJsonArray("targets").getJsonObject(2);
    assertThat(ses.getString("profile")).isEqualTo("ses");
    assertThat(ses.getString("residency")).isEqualTo("eu");
    assertThat(ses.getInt("daily_quota")).isEqualTo(200);
    assertThat(ses.getInt("left_today")).isEqualTo(85);
    assertThat(ses.getString("price_per_1000")).isEqualTo("0.1");
  }

  @Test
  void shouldListTheServicesWithTheirTermsAndWhatTheseRestOn() {
    JsonObject answer = asked("/api/v1/route-profiles", new RouteProfileResource());

    JsonObject ses = answer.getJsonArray("profiles").getJsonObject(0);
    assertThat(ses.getString("profile")).isEqualTo("ses");
    assertThat(ses.getBoolean("needs_site")).isTrue();
    assertThat(ses.getJsonObject("sites").get("eu-west-1"))
        .hasToString(
            "{\"hosts\":[\"email-smtp.eu-west-1.amazonaws.com:587\"],\"residency\":\"eu\"}");
    assertThat(ses.getString("price_per_1000") + " " + ses.getString("currency"))
        .isEqualTo("0.1 USD");
    assertThat(answer.getJsonArray("profiles").getValuesAs(JsonValue::asJsonObject))
        .allSatisfy(p -> assertThat(p.getString("facts")).isNotBlank())
        .extracting(p -> p.getInt("daily_quota", 0))
        .contains(10_000);
  }

  private static JsonObject asked(String path, Object resource) {
    try (var peer = HttpPeer.of(resource)) {
      return HttpPeer.json(peer.getAsAdmin(path));
    }
  }

  private RouteSpendResource resource() {
    var resource = new RouteSpendResource();
    resource.routes =
        new StreamRoutes(
            new Router(configuration::routing),
            () -> Tenancy.EMPTY,
            () -> ROUTES,
            RouteSurroundings.UNKNOWN,
            new TargetHealth(configuration::routeHealth, () -> NOON),
            quotas);
    return resource;
  }
}
