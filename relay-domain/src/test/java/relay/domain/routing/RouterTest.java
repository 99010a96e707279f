package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class RouterTest {
  @Test
  void shouldSendEverythingToTheSandboxUntilTold() {
    assertThat(hop(Map.of(), "a@example.com")).isEqualTo("sandbox");
    assertThat(settings(Map.of()).sandboxByDefault()).isTrue();
    assertThat(settings(Map.of("route.default", "mx")).sandboxByDefault()).isFalse();
  }

  @Test
  void shouldSendByMailExchangersOfEachDomainWhenTheDefaultIsMx() {
    var mx = Map.of("route.default", "mx");

    assertThat(hop(mx, "a@Example.COM")).isEqualTo("example.com");
    assertThat(hop(mx, "a@b\u00fccher.example")).isEqualTo("xn--bcher-kva.example");
    assertThat(hop(mx, "a@[192.0.2.1]")).isEqualTo("[192.0.2.1]");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:2600, [127.0.0.1], 2600",
    "[127.0.0.1]:2600, [127.0.0.1], 2600",
    "192.0.2.1, [192.0.2.1], 25",
    "[2001:db8::1]:26, [2001:db8::1], 26"
  })
  void shouldTakeAnAddressAsHost(String text, String host, int port) {
    var routes = Map.of("route.default", "out", "route.out.hosts", text, "route.out.tls", "none");

    var hop =
        (NextHop.Smarthosts) new Router(settings(routes)).hopOf(EmailAddress.parse("a@b.example"));

    assertThat(hop.hosts().get(0).host()).isEqualTo(host);
    assertThat(hop.hosts().get(0).port()).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({
    "a@partner.example, partner",
    "a@PARTNER.example, partner",
    "a@eu.partner.example, eu",
    "a@berlin.eu.partner.example, eu",
    "a@mail.eu.partner.example, mail",
    "a@us.partner.example, us.partner.example",
    "a@test.example, sandbox",
    "a@other.example, other.example"
  })
  void shouldLetTheClosestPatternWin(String recipient, String hop) {
    Map<String, String> routes =
        Map.of(
            "route.default", "mx",
            "route.partner.hosts", "mx.partner.example",
            "route.partner.domains", "partner.example",
            "route.eu.hosts", "eu.partner.example",
            "route.eu.domains", "eu.partner.example, *.eu.partner.example",
            "route.mail.hosts", "mail.partner.example:26",
            "route.mail.domains", "*.mail.eu.partner.example,mail.eu.partner.example",
            "route.test.hosts", "sandbox",
            "route.test.domains", "test.example");

    assertThat(hop(routes, recipient)).isEqualTo(hop);
  }

  @Test
  void shouldGroupRecipientsByNextHopInTheirOrder() {
    var router = new Router(settings(Map.of("route.default", "mx")));
    var recipients =
        Stream.of("a@x.example", "b@y.example", "c@x.example", "d@X.example")
            .map(RouterTest::recipient)
            .toList();

    var routes = router.routes(recipients);

    assertThat(routes).extracting(r -> r.hop().name()).containsExactly("x.example", "y.example");
    assertThat(routes.get(0).recipients())
        .containsExactly(recipients.get(0), recipients.get(2), recipients.get(3));
  }

  @ParameterizedTest
  @CsvSource({
    "smtp.example.com, '', auto, 25, OPPORTUNISTIC",
    "smtp.example.com, joe, auto, 587, REQUIRED",
    "smtp.example.com:465, joe, auto, 465, IMPLICIT",
    "smtp.example.com, joe, implicit, 465, IMPLICIT",
    "smtp.example.com:2525, joe, none, 2525, NONE",
    "[2001:db8::1]:26, '', opportunistic, 26, OPPORTUNISTIC"
  })
  void shouldChoosePortAndTlsThatProtectThePassword(
      String host, String user, String tls, int port, TlsMode mode) {
    var router =
        new Router(
            settings(
                Map.of(
                    "route.default", "out",
                    "route.out.hosts", host,
                    "route.out.user", user,
                    "route.out.password", "secret",
                    "route.out.tls", tls)));

    var hop = (NextHop.Smarthosts) router.hopOf(EmailAddress.parse("a@b.example"));

    assertThat(hop.hosts().get(0).port()).isEqualTo(port);
    assertThat(hop.hosts().get(0).tls()).isEqualTo(mode);
    assertThat(hop.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "route.default=nowhere|route.default",
        "route.a.domains=x.example|route.a.hosts",
        "route.a.hosts=h.example:0|route.a.hosts",
        "route.a.hosts=|route.a.hosts",
        "route.a.hosts=h_!|route.a.hosts",
        "route.mx.hosts=h.example|route.mx.hosts",
        "route.a.hosts=h.example;route.a.domains=x..y|route.a.domains",
        "route.a.hosts=h.example;route.a.domains=*.x.example;route.b.hosts=mx;route.b.domains=*.x.example|route.b.domains"
      })
  void shouldRefuseRoutesThatCannotWorkAndNameTheKey(String file, String key) {
    Map<String, String> settings =
        Stream.of(file.split(";"))
            .map(s -> s.split("=", 2))
            .collect(java.util.stream.Collectors.toMap(s -> s[0], s -> s[1]));

    assertThatThrownBy(() -> settings(settings))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(key);
  }

  @Test
  void shouldReadRoutesFromTheEnvironment() {
    var settings =
        Settings.of(
            RoutingSettings.ALL,
            Map.of("route.default", "out"),
            Map.of("RELAY_ROUTE_OUT_HOSTS", "localhost:2525"));

    var hop = new Router(RoutingSettings.from(settings)).hopOf(EmailAddress.parse("a@b.example"));

    assertThat(hop.name()).isEqualTo("out");
  }

  private static String hop(Map<String, String> file, String recipient) {
    return new Router(settings(file)).routes(List.of(recipient(recipient))).get(0).hop().name();
  }

  private static Recipient recipient(String address) {
    return Recipient.of(EmailAddress.parse(address));
  }

  private static RoutingSettings settings(Map<String, String> file) {
    return RoutingSettings.from(Settings.of(RoutingSettings.ALL, file, Map.of()));
  }
}
