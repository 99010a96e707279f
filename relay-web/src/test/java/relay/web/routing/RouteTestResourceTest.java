package relay.web.routing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Stage;
import relay.domain.egress.EgressFixture;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteBook;
import relay.domain.routing.RouteSurroundings;
import relay.domain.routing.Router;
import relay.domain.routing.Routes;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetExperience;
import relay.domain.routing.TargetHealth;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Tenancy;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class RouteTestResourceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RouteBook ROUTES =
      Routes.book(
          Routes.route(
              "first", "{'order':1,'when':{'lanes':['otp']},'targets':{'a':{'kind':'discard'}}}"),
          Routes.route(
              "out",
              "{'when':{'headers':{'X-Kind':'invoice'}},'targets':{"
                  + "'a':{'kind':'smarthost','hosts':['a.example'],'preference':1},"
                  + "'b':{'kind':'discard','preference':2}}}"));
  private final CurrentConfiguration configuration =
      CurrentConfiguration.of(new BootSettings(Map.of("route.default", "mx"), Map.of()));
  private final List<String> probed = new ArrayList<>();
  private final StreamRoutes routes =
      new StreamRoutes(
          new Router(() -> configuration.get().routing()),
          () -> Tenancy.EMPTY,
          () -> ROUTES,
          RouteSurroundings.UNKNOWN,
          new TargetHealth(() -> configuration.get().routeHealth(), () -> NOON));

  @Test
  void shouldTellWhichRuleMatchedAndWhereTheMailWouldBeTried() {
    routes.learn(
        new NextHop.Discard("out/a"), new TargetExperience(true, false, Duration.ZERO, "421 away"));

    JsonObject answer = asked("{'recipient':'ann@one.example','headers':{'X-Kind':'Invoice 1'}}");

    assertThat(answer)
        .hasToString(
            "{'recipient':'ann@one.example','decided_by':'route out','route':'out','rules':["
                    .replace('\'', '"')
                + "{'route':'first','order':1,'matched':false,'does_not_hold':'lanes'},"
                    .replace('\'', '"')
                + "{'route':'out','order':100,'matched':true}],'targets':[".replace('\'', '"')
                + "{'hop':'out/a','state':'up','last_trouble':'421 away',".replace('\'', '"')
                + "'last_trouble_at':'2026-01-01T12:00:00Z','residency':'outside'},"
                    .replace('\'', '"')
                + "{'hop':'out/b','state':'up','residency':'own'}]}".replace('\'', '"'));
    assertThat(probed).isEmpty();
  }

  @Test
  void shouldTalkToTheHostsWhenItIsWished() {
    JsonObject answer =
        asked("{'recipient':'a@one.example','headers':{'X-Kind':'invoice'},'connect':true}");

    assertThat(probed).containsExactly("out/a from default within PT20S");
    JsonObject host =
        answer.getJsonArray("targets").getJsonObject(0).getJsonArray("hosts").getJsonObject(0);
    assertThat(host.getBoolean("good")).isFalse();
    assertThat(host.getJsonArray("steps").getJsonObject(0))
        .hasToString("{\"step\":\"connect\",\"good\":false,\"text\":\"451 4.4.1 refused\"}");
    assertThat(answer.getJsonArray("targets").getJsonObject(1).getString("not_connected"))
        .isEqualTo("there are no mail servers behind it");
  }

  @Test
  void shouldNameTheFieldThatCannotBeRead() {
    try (var peer = HttpPeer.of(resource())) {
      var response = peer.send(post(peer, "{'recipient':'ann'}"));

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(HttpPeer.json(response).getString("field")).isEqualTo("recipient");
      assertThat(peer.send(post(peer, "no object")).statusCode()).isEqualTo(400);
    }
  }

  private JsonObject asked(String question) {
    try (var peer = HttpPeer.of(resource())) {
      return HttpPeer.json(peer.send(post(peer, question)));
    }
  }

  private static HttpRequest.Builder post(HttpPeer peer, String body) {
    return peer.request("/api/v1/route-test")
        .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
  }

  private RouteTestResource resource() {
    var resource = new RouteTestResource();
    resource.routes = routes;
    resource.egress = EgressFixture.none();
    resource.configuration = configuration;
    resource.clock = () -> NOON;
    resource.probe =
        (hop, origin, limit) -> {
          probed.add(hop.name() + " from " + origin.source() + " within " + limit);
          return List.of(
              new HostProbe(
                  "a.example",
                  "192.0.2.1 port 25",
                  HostTrace.NONE,
                  "",
                  List.of(),
                  false,
                  Optional.of(Stage.CONNECT),
                  Optional.of(SmtpReply.local(451, "4.4.1", "refused"))));
        };
    return resource;
  }
}
