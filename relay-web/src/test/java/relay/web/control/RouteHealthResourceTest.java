package relay.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.canary.CanaryBook;
import relay.domain.canary.CanaryResult;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteBook;
import relay.domain.routing.RouteSurroundings;
import relay.domain.routing.Router;
import relay.domain.routing.Routes;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetExperience;
import relay.domain.routing.TargetHealth;
import relay.domain.tenancy.Tenancy;
import relay.web.HttpPeer;

class RouteHealthResourceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RouteBook ROUTES =
      Routes.book(
          Routes.route(
              "out",
              "{'targets':{'a':{'kind':'smarthost','hosts':['a.example']},"
                  + "'b':{'kind':'discard','preference':20}}}"));
  private final CanaryBook canaries = new CanaryBook();
  private final RelayConfiguration configuration = RelayConfiguration.of(Map.of(), Map.of());
  private final StreamRoutes routes =
      new StreamRoutes(
          new Router(configuration::routing),
          () -> Tenancy.EMPTY,
          () -> ROUTES,
          RouteSurroundings.UNKNOWN,
          new TargetHealth(configuration::routeHealth, () -> NOON));

  @Test
  void shouldShowHowEachTargetDoes() {
    var bad = new TargetExperience(true, false, Duration.ZERO, "451 4.4.1 no connection");
    for (int i = 0; i < 3; i++) {
      routes.learn(new NextHop.Discard("out/a"), bad);
    }

    try (var peer = HttpPeer.of(resource())) {
      JsonObject answer = HttpPeer.json(peer.getAsAdmin("/api/v1/routes/out/health"));

      assertThat(answer.getJsonArray("targets"))
          .hasToString(
              "[{\"hop\":\"out/a\",\"state\":\"down\",\"attempts\":3,"
                  + "\"failure_percent\":100,\"latency_ms\":0,"
                  + "\"since\":\"2026-01-01T12:00:00Z\",\"tried_at\":\"2026-01-01T12:00:30Z\","
                  + "\"last_trouble\":\"451 4.4.1 no connection\","
                  + "\"last_trouble_at\":\"2026-01-01T12:00:00Z\"},"
                  + "{\"hop\":\"out/b\",\"state\":\"up\",\"attempts\":0,"
                  + "\"failure_percent\":0,\"latency_ms\":0}]");
    }
  }

  @Test
  void shouldShowWhatBecameOfTheLastCanaryMail() {
    canaries.note("out/a", new CanaryResult(NOON, NOON, false, "535 5.7.8 wrong password"));

    try (var peer = HttpPeer.of(resource())) {
      JsonObject answer = HttpPeer.json(peer.getAsAdmin("/api/v1/routes/out/health"));

      assertThat(answer.getJsonArray("targets").getJsonObject(0).get("canary"))
          .hasToString(
              "{\"good\":false,\"since\":\"2026-01-01T12:00:00Z\","
                  + "\"at\":\"2026-01-01T12:00:00Z\",\"reply\":\"535 5.7.8 wrong password\"}");
      assertThat(answer.getJsonArray("targets").getJsonObject(1)).doesNotContainKey("canary");
    }
  }

  @Test
  void shouldKnowNoHealthOfARouteThatIsNotThere() {
    try (var peer = HttpPeer.of(resource())) {
      assertThat(peer.getAsAdmin("/api/v1/routes/gone/health").statusCode()).isEqualTo(404);
    }
  }

  private RouteHealthResource resource() {
    var resource = new RouteHealthResource();
    resource.routes = routes;
    resource.canaries = canaries;
    return resource;
  }
}
