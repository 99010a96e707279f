package relay.domain.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.simulator.Simulated.DOMAIN;
import static relay.domain.simulator.Simulated.address;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.routing.MailFacts;
import relay.domain.routing.NextHop;
import relay.domain.routing.Route;
import relay.domain.routing.RouteBook;
import relay.domain.routing.RouteDecision;
import relay.domain.routing.RouteSurroundings;
import relay.domain.routing.Router;
import relay.domain.routing.Routes;
import relay.domain.routing.Smarthost;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetHealth;
import relay.domain.tenancy.Residency;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** Mail for the practice ground goes there, whatever routes say. */
class SimulatorRoutesTest {
  private static final MailFacts NEWS =
      MailFacts.of(new MailOwner("acme", "news", "c-1"), Lane.BULK);
  private static final RouteBook ALL_AWAY =
      Routes.book(
          Routes.route(
              "away",
              "{'when':{'everything':true},"
                  + "'targets':{'a':{'kind':'smarthost','hosts':['smtp.provider.example']}}}"));
  private Map<String, String> settings = Map.of();
  private RouteBook routes = RouteBook.EMPTY;
  private Tenancy tenancy = Tenancy.EMPTY;
  private final StreamRoutes ways =
      new StreamRoutes(
          new Router(
              () -> Routes.settings(settings),
              new SimulatorRoutes(DOMAIN, "127.0.0.1", 2501, 2502)),
          () -> tenancy,
          () -> routes,
          RouteSurroundings.UNKNOWN,
          new TargetHealth(
              RelayConfiguration.of(Map.of(), Map.of())::routeHealth, () -> Simulated.NOON));

  @Test
  void shouldLeadEachBehaviourToADestinationOfItsOwn() {
    List<Route> found =
        ways.routes(
            NEWS,
            recipients(
                "slow@simulator.test",
                "ann@one.example",
                "x@slow.simulator.test",
                "accept+1@simulator.test"));

    assertThat(found)
        .extracting(r -> r.hop().name())
        .containsExactly("slow.simulator.test", "one.example", "accept.simulator.test");
    assertThat(found.get(0).recipients()).hasSize(2);
  }

  @Test
  void shouldLeadToThePortWithTheTlsThatIsAskedFor() {
    assertThat(decide("accept@simulator.test", Optional.empty()).hop())
        .isEqualTo(
            new NextHop.Simulator("accept.simulator.test", List.of(host(2501, TlsMode.NONE))));
    assertThat(decide("tls-broken@simulator.test", Optional.empty()).hop())
        .isEqualTo(
            new NextHop.Simulator(
                "tls-broken.simulator.test", List.of(host(2502, TlsMode.OPPORTUNISTIC))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "mx", "provider"})
  void shouldNotBeLedAwayByARouteOfTheSettings(String route) {
    settings = Map.of("route.default", route, "route.provider.hosts", "smtp.provider.example");

    assertSimulated(decide("defer@simulator.test", Optional.empty()), "defer.simulator.test");
  }

  @Test
  void shouldNotBeLedAwayByARouteThatIsForEverything() {
    routes = ALL_AWAY;

    assertSimulated(decide("defer@simulator.test", Optional.empty()), "defer.simulator.test");
    assertThat(decide("ann@one.example", Optional.empty()).hop().name()).isEqualTo("away/a");
  }

  @Test
  void shouldTellOfNoRuleInATrialForNoneIsAsked() {
    routes = ALL_AWAY;

    assertThat(ways.trial(NEWS, address("defer@simulator.test"), Optional.empty()).rules())
        .isEmpty();
    assertThat(ways.trial(NEWS, address("ann@one.example"), Optional.empty()).rules()).hasSize(1);
  }

  @Test
  void shouldNotBeLedAwayByTheRouteOfAStream() {
    routes = ALL_AWAY;
    stream(aStream("acme", "news").route("away"));
    assertSimulated(decide("full@simulator.test", Optional.empty()), "full.simulator.test");

    stream(aStream("acme", "news").route("sandbox"));

    assertSimulated(decide("full@simulator.test", Optional.empty()), "full.simulator.test");
    assertThat(decide("ann@one.example", Optional.empty()).hop().name()).isEqualTo("sandbox");
  }

  @Test
  void shouldNotBeLedAwayByABrake() {
    RouteDecision decision = decide("block@simulator.test", Optional.of("sandbox"));

    assertSimulated(decision, "block.simulator.test");
    assertThat(decision.byOthers()).isFalse();
    assertThat(decide("ann@one.example", Optional.of("sandbox")).byOthers()).isTrue();
  }

  @Test
  void shouldBeInOwnHandsForStreamsThatMayGoNowhereElse() {
    stream(aStream("acme", "news").residency(Residency.OWN));

    assertSimulated(decide("slow@simulator.test", Optional.empty()), "slow.simulator.test");
  }

  @Test
  void shouldBeWithoutEffectWhereThereIsNone() {
    var plain = new StreamRoutes(new Router(Routes.settings(Map.of())), () -> Tenancy.EMPTY);

    assertThat(plain.decision(NEWS, address("slow@simulator.test"), Optional.empty()).hop())
        .isEqualTo(new NextHop.MailExchangers("simulator.test"));
  }

  private static void assertSimulated(RouteDecision decision, String name) {
    assertThat(decision.hop()).isInstanceOf(NextHop.Simulator.class);
    assertThat(decision.hop().name()).isEqualTo(name);
    assertThat(decision.hop().isBuiltIn()).isTrue();
    assertThat(decision.others()).isEmpty();
    assertThat(decision.route()).isEmpty();
    // The router names the setting by a text of its own: it must be the one that there is.
    assertThat(decision.by()).hasToString("setting " + SimulatorSettings.DOMAIN.key());
  }

  private RouteDecision decide(String recipient, Optional<String> named) {
    return ways.decision(NEWS, address(recipient), named);
  }

  private void stream(StreamBuilder builder) {
    tenancy = Tenancies.with(Tenant.of("acme"), builder.build());
  }

  private static Smarthost host(int port, TlsMode tls) {
    return new Smarthost("[127.0.0.1]", port, tls, Optional.empty());
  }

  private static List<Recipient> recipients(String... addresses) {
    return List.of(addresses).stream().map(a -> Recipient.of(address(a))).toList();
  }
}
