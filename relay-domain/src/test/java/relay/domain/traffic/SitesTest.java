package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.routing.FakeDns;
import relay.domain.routing.NextHop;
import relay.domain.routing.ProviderProfiles;
import relay.domain.settings.Settings;

class SitesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final FakeDns dns =
      new FakeDns()
          .mx("one.example", 10, "mx.shared.example")
          .mx("two.example", 20, "MX.shared.example.")
          .mx("null.example", 0, ".")
          .address("bare.example", "192.0.2.1");
  private TrafficSettings settings = settings(Map.of());
  private Instant now = NOON;
  private final Sites sites = new Sites(dns, () -> settings, () -> now);

  @Test
  void shouldFindOneSiteForDomainsWithTheSameServers() {
    Site one = sites.find(domain("one.example"));
    Site two = sites.find(domain("two.example"));

    assertThat(one).isEqualTo(two);
    assertThat(one.name()).isEqualTo("mx.shared.example");
  }

  @Test
  void shouldAskTheDnsOnceAndAgainWhenItsMemoryIsOver() {
    assertThat(sites.known(domain("one.example"))).isEmpty();
    sites.find(domain("one.example"));
    for (int i = 0; i < 100; i++) {
      assertThat(sites.known(domain("one.example"))).isPresent();
      sites.find(domain("one.example"));
    }
    assertThat(dns.questions()).isEqualTo(1);

    now = NOON.plus(Duration.ofMinutes(31));
    assertThat(sites.known(domain("one.example"))).isEmpty();
    sites.find(domain("one.example"));
    assertThat(dns.questions()).isEqualTo(2);
  }

  @Test
  void shouldTakeADomainWithoutMailExchangersForItsOwnSite() {
    assertThat(sites.find(domain("bare.example")).hosts()).containsExactly("bare.example");
    assertThat(sites.find(domain("null.example")).hosts()).containsExactly("null.example");
    assertThat(sites.find(domain("nowhere.example")).name()).isEqualTo("nowhere.example");
  }

  @Test
  void shouldKnowTheLimitsOfAServiceByTheProfileOfItsTarget() {
    NextHop target = service("microsoft-365");

    Site site = sites.find(target);
    FlowLimits limits = settings.flows().limits(target.name(), site);

    assertThat(site.provider().orElseThrow().id()).isEqualTo("microsoft-365");
    assertThat(settings.flows().flowName(target.name(), site)).isEqualTo("site:out/a");
    assertThat(limits.value(Limit.CONNECTIONS)).isEqualTo(3);
    assertThat(limits.value(Limit.PER_MINUTE)).isEqualTo(30);
  }

  @Test
  void shouldLetTheOperatorSayOtherLimitsOfAService() {
    settings = settings(Map.of("traffic.provider.microsoft-365.limits", "per-minute=unset"));
    NextHop target = service("microsoft-365");

    FlowLimits limits = settings.flows().limits(target.name(), sites.find(target));

    assertThat(limits.value(Limit.CONNECTIONS)).isEqualTo(3);
    assertThat(limits.value(Limit.PER_MINUTE)).isZero();
  }

  @Test
  void shouldSeeAtOnceThatATargetHasAnotherService() {
    sites.find(service("brevo"));

    assertThat(sites.known(service("brevo"))).isPresent();
    assertThat(sites.known(service("ses"))).isEmpty();
    assertThat(sites.find(service("ses")).provider().orElseThrow().id()).isEqualTo("ses");
  }

  @Test
  void shouldShipLimitsThatCanBeReadForEveryService() {
    assertThat(ProviderProfiles.shipped().all())
        .allSatisfy(p -> assertThat(LimitPatch.read(p.limits()).values()).isNotEmpty());
  }

  private static NextHop service(String profile) {
    return new NextHop.Smarthosts("out/a", List.of(), ProviderProfiles.shipped().named(profile));
  }

  @Test
  void shouldNotRememberADomainWhoseDnsIsSilent() {
    dns.silent("one.example");
    assertThat(sites.find(domain("one.example")).name()).isEqualTo("one.example");
    assertThat(sites.known(domain("one.example"))).isEmpty();

    dns.answersAgain("one.example");
    assertThat(sites.find(domain("one.example")).name()).isEqualTo("mx.shared.example");
  }

  @Test
  void shouldTakeRoutesLiteralsAndTheSandboxForThemselvesWithoutAskingTheDns() {
    var route = new NextHop.Smarthosts("google", List.of());

    assertThat(sites.find(route)).isEqualTo(new Site("google", List.of(), Optional.empty()));
    assertThat(sites.find(domain("[192.0.2.1]")).name()).isEqualTo("[192.0.2.1]");
    assertThat(sites.find(new NextHop.Sandbox()).name()).isEqualTo("sandbox");
    assertThat(dns.questions()).isZero();
    assertThat(sites.known(route)).isPresent();
  }

  @Test
  void shouldObeyChangedRulesAtOnce() {
    assertThat(sites.find(domain("one.example")).provider()).isEmpty();

    settings = settings(Map.of("traffic.provider.shared.exchangers", "shared.example"));

    assertThat(sites.known(domain("one.example"))).isEmpty();
    assertThat(sites.find(domain("one.example")).provider()).isPresent();
  }

  @Test
  void shouldForgetTheSitesNotUsedLongest() {
    settings = settings(Map.of("traffic.destinations-max", "100"));
    for (int i = 0; i < 300; i++) {
      sites.find(domain("[192.0.2." + i + "]"));
    }

    assertThat(sites.size()).isEqualTo(100);
    assertThat(sites.known(domain("[192.0.2.299]"))).isPresent();
  }

  private static NextHop domain(String name) {
    return new NextHop.MailExchangers(name);
  }

  private static TrafficSettings settings(Map<String, String> file) {
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
  }
}
