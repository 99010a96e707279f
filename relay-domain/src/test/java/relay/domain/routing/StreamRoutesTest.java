package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

class StreamRoutesTest {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "c-1");
  private static final List<Recipient> TWO =
      aMail().to("a@one.example", "b@two.example").build().envelope().recipients();
  private Tenancy tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").build());
  private RoutingSettings settings =
      settings(Map.of("route.provider.hosts", "smtp.provider.example"));
  private final StreamRoutes routes = new StreamRoutes(new Router(() -> settings), () -> tenancy);

  @Test
  void shouldGoByTheDomainsWithoutARouteOfTheStream() {
    assertThat(hops(NEWS)).containsExactly("one.example", "two.example");
    assertThat(routes.fallback(NEWS)).isEmpty();
  }

  @Test
  void shouldSendAllRecipientsByTheRouteThatTheStreamNames() {
    name("provider");

    assertThat(hops(NEWS)).containsExactly("provider");
    assertThat(routes.routes(facts(NEWS), TWO).get(0).recipients()).isEqualTo(TWO);
    assertThat(routes.fallback(NEWS)).isEmpty();
  }

  @Test
  void shouldNameTheStreamsRouteEvenWhereTheDomainHasOneOfItsOwn() {
    settings =
        settings(
            Map.of(
                "route.provider.hosts", "smtp.provider.example",
                "route.inside.hosts", "inside.example",
                "route.inside.domains", "one.example"));
    name("provider");

    assertThat(hops(NEWS)).containsExactly("provider");
  }

  @Test
  void shouldLeaveOtherStreamsOfTheTenantAlone() {
    name("provider");

    assertThat(hops(new MailOwner("acme", "transactional", "")))
        .containsExactly("one.example", "two.example");
  }

  @Test
  void shouldGoByTheDomainsAndSayWhyWhenTheRouteIsGone() {
    name("provider");
    settings = settings(Map.of());

    assertThat(hops(NEWS)).containsExactly("one.example", "two.example");
    assertThat(routes.fallback(NEWS))
        .contains("route provider of stream news is gone; by the routes of the domains");
  }

  @Test
  void shouldGoByTheDomainsAndSayWhyWhenTheStreamIsGone() {
    tenancy = Tenancies.with(Tenant.of("acme"));

    assertThat(hops(NEWS)).containsExactly("one.example", "two.example");
    assertThat(routes.fallback(NEWS)).contains("stream news of tenant acme is gone; as its lane");
  }

  @Test
  void shouldLetABrakesRouteGoFirstAndFallBackToTheStreams() {
    name("provider");

    assertThat(routes.routes(facts(NEWS), TWO, Optional.of("sandbox")))
        .extracting(r -> r.hop().name())
        .containsExactly("sandbox");
    assertThat(routes.routes(facts(NEWS), TWO, Optional.of("gone")))
        .extracting(r -> r.hop().name())
        .containsExactly("provider");
  }

  @Test
  void shouldObeyAChangeAtTheNextLook() {
    name("provider");
    assertThat(hops(NEWS)).containsExactly("provider");

    name("mx");

    assertThat(hops(NEWS)).containsExactly("one.example", "two.example");
  }

  private void name(String route) {
    tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").route(route).build());
  }

  private List<String> hops(MailOwner owner) {
    return routes.routes(facts(owner), TWO).stream().map(r -> r.hop().name()).toList();
  }

  private static MailFacts facts(MailOwner owner) {
    return MailFacts.of(owner, Lane.BULK);
  }

  private static RoutingSettings settings(Map<String, String> more) {
    var file = new HashMap<>(Map.of("route.default", "mx"));
    file.putAll(more);
    return RoutingSettings.from(Settings.of(RoutingSettings.ALL, file, Map.of()));
  }
}
