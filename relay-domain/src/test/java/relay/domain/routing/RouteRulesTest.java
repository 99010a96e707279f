package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.routing.Routes.book;
import static relay.domain.routing.Routes.route;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.tenancy.Residency;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** Which route a mail takes, and what it must never take. */
class RouteRulesTest {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "c-1");
  private static final String TO_PROVIDER =
      "'targets':{'a':{'kind':'smarthost','hosts':['smtp.provider.example']}}";
  private static final String MAIL =
      "Subject: =?utf-8?q?Price_list?=\r\nX-Kind: invoice 2026-17 for you\r\n\r\nX-Kind: body\r\n";
  private Tenancy tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").build());
  private RoutingSettings settings = Routes.settings(Map.of());
  private RouteBook routes = RouteBook.EMPTY;
  private final StreamRoutes ways =
      new StreamRoutes(
          new Router(() -> settings),
          () -> tenancy,
          () -> routes,
          new RouteSurroundings(Routes.byFirstLabel(), Regions.shipped()),
          TargetHealth.UNKNOWN);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'everything':true                                      | yes
          'recipients':['Ann@one.example']                       | yes
          'recipients':['bob@one.example']                       | no
          'recipient_domains':['one.example']                    | yes
          'recipient_domains':['*.example']                      | yes
          'recipient_domains':['*.one.example']                  | no
          'providers':['one']                                    | yes
          'providers':['google']                                 | no
          'recipients':['x@y.example'],'providers':['one']       | yes
          'senders':['news@acme.example']                        | yes
          'senders':['other@acme.example']                       | no
          'sender_domains':['acme.example']                      | yes
          'senders':['a@b.c'],'sender_domains':['acme.example']  | yes
          'sender_domains':['other.example']                     | no
          'tenants':['acme']                                     | yes
          'tenants':['default']                                  | no
          'streams':['news']                                     | yes
          'streams':['acme/news']                                | yes
          'streams':['other/news']                               | no
          'headers':{'x-kind':'invoice * you'}                   | yes
          'headers':{'X-Kind':'*'}                               | yes
          'headers':{'X-Kind':'body'}                            | no
          'headers':{'Subject':'price list'}                     | yes
          'headers':{'X-Kind':'invoice','Subject':'sale'}        | no
          'size_min':50                                          | yes
          'size_min':5000                                        | no
          'size_max':5000                                        | yes
          'size_max':50                                          | no
          'lanes':['bulk']                                       | yes
          'lanes':['otp','transactional']                        | no
          'lanes':['bulk'],'tenants':['default']                 | no
          'lanes':['bulk'],'recipient_domains':['two.example']   | no
          """,
      quoteCharacter = '`')
  void shouldTakeARouteWhenAllItsConditionsHold(String conditions, String expected) {
    routes = book(route("r", "{'when':{" + conditions + "}," + TO_PROVIDER + "}"));

    assertThat(hopOf("ann@one.example")).isEqualTo(expected.equals("yes") ? "r/a" : "one.example");
  }

  @Test
  void shouldTakeNoRouteWithoutConditionsUnlessItIsNamed() {
    routes = book(route("r", "{" + TO_PROVIDER + "}"));
    assertThat(hopOf("ann@one.example")).isEqualTo("one.example");

    stream(aStream("acme", "news").route("r"));

    assertThat(hopOf("ann@one.example")).isEqualTo("r/a");
  }

  @Test
  void shouldAskInTheOrderThatTheOperatorGaveAndThenByName() {
    routes =
        book(
            route("a", "{'order':20,'when':{'everything':true}," + TO_PROVIDER + "}"),
            route("c", "{'order':10,'when':{'lanes':['bulk']}," + TO_PROVIDER + "}"),
            route("b", "{'order':10,'when':{'tenants':['acme']}," + TO_PROVIDER + "}"));

    assertThat(hopOf("ann@one.example")).isEqualTo("b/a");
  }

  @Test
  void shouldLetTheSettingsDecideLast() {
    settings =
        Routes.settings(
            Map.of("route.inside.hosts", "inside.example", "route.inside.domains", "one.example"));
    routes = book(route("r", "{'when':{'recipient_domains':['two.example']}," + TO_PROVIDER + "}"));

    assertThat(hopOf("ann@one.example")).isEqualTo("inside");
    assertThat(hopOf("ann@two.example")).isEqualTo("r/a");
    assertThat(hopOf("ann@three.example")).isEqualTo("three.example");
  }

  @Test
  void shouldPutRecipientsOfOneWayTogether() {
    routes =
        book(
            route(
                "r",
                "{'when':{'recipient_domains':['one.example','two.example']},"
                    + TO_PROVIDER
                    + "}"));

    List<Route> found =
        ways.routes(facts(), recipients("a@one.example", "b@three.example", "c@two.example"));

    assertThat(found).extracting(r -> r.hop().name()).containsExactly("r/a", "three.example");
    assertThat(found.get(0).recipients()).hasSize(2);
  }

  @Test
  void shouldReadTheHeaderOnceHoweverManyRecipientsAndRulesThereAre() {
    AtomicInteger opened = new AtomicInteger();
    routes =
        book(
            route("a", "{'when':{'headers':{'X-Kind':'sale'}}," + TO_PROVIDER + "}"),
            route("b", "{'when':{'headers':{'X-Kind':'invoice'}}," + TO_PROVIDER + "}"));
    MailFacts facts = facts(counting(opened));

    List<Route> found = ways.routes(facts, recipients("a@one.example", "b@two.example"));

    assertThat(found).extracting(r -> r.hop().name()).containsExactly("b/a");
    assertThat(opened).hasValue(1);
  }

  @Test
  void shouldNotReadTheHeaderWhereAnotherConditionFailsFirst() {
    AtomicInteger opened = new AtomicInteger();
    routes =
        book(route("a", "{'when':{'lanes':['otp'],'headers':{'X-Kind':'*'}}," + TO_PROVIDER + "}"));

    ways.routes(facts(counting(opened)), recipients("a@one.example"));

    assertThat(opened).hasValue(0);
  }

  @Test
  void shouldSayWhichRoutesCouldNotBeAskedWithoutTheContent() {
    routes = book(route("a", "{'when':{'headers':{'X-Kind':'*'}}," + TO_PROVIDER + "}"));

    RouteDecision decision =
        ways.decision(
            MailFacts.of(NEWS, Lane.BULK), EmailAddress.parse("a@one.example"), Optional.empty());

    assertThat(decision.hop().name()).isEqualTo("one.example");
    assertThat(decision.unasked()).containsExactly("a");
    assertThat(decision.by()).hasToString("setting route.default");
  }

  @Test
  void shouldNameTheRouteThatDecides() {
    routes = book(route("r", "{'when':{'everything':true}," + TO_PROVIDER + "}"));

    RouteDecision decision = decision("ann@one.example", Optional.empty());

    assertThat(decision.by()).hasToString("route r");
    assertThat(decision.route()).contains("r");
  }

  @Test
  void shouldNameTheStreamThatDecides() {
    routes = book(route("r", "{" + TO_PROVIDER + "}"));
    stream(aStream("acme", "news").route("r"));

    RouteDecision decision = decision("ann@one.example", Optional.empty());

    assertThat(decision.by()).hasToString("stream acme/news");
    assertThat(decision.route()).contains("r");
    assertThat(decision.byOthers()).isFalse();
  }

  @Test
  void shouldLetABrakesRouteGoBeforeStreamAndRules() {
    routes =
        book(
            route("r", "{'when':{'everything':true}," + TO_PROVIDER + "}"),
            route("emergency", "{" + TO_PROVIDER + "}"));
    stream(aStream("acme", "news").route("r"));

    RouteDecision decision = decision("ann@one.example", Optional.of("emergency"));

    assertThat(decision.hop().name()).isEqualTo("emergency/a");
    assertThat(decision.byOthers()).isTrue();
  }

  @Test
  void shouldGiveTheTargetsThatStandInTheirOrder() {
    routes =
        book(
            route(
                "r",
                "{'when':{'everything':true},'targets':{"
                    + "'last':{'kind':'mx','preference':30},"
                    + "'first':{'kind':'smarthost','hosts':['a.example:2525'],'preference':1},"
                    + "'second':{'kind':'lmtp','hosts':['b.example'],'preference':2}}}"));

    Route found = ways.routes(facts(), recipients("ann@one.example")).get(0);

    assertThat(found.hop().name()).isEqualTo("r/first");
    assertThat(found.others()).extracting(NextHop::name).containsExactly("r/second", "one.example");
    assertThat(((NextHop.Smarthosts) found.hop()).hosts().get(0).port()).isEqualTo(2525);
    assertThat(((NextHop.LmtpServers) found.others().get(0)).hosts().get(0).port()).isEqualTo(24);
  }

  @Test
  void shouldLogInWithTheOpenedPassword() {
    routes =
        book(
            route(
                "r",
                "{'when':{'everything':true},'targets':{'a':{'kind':'smarthost','hosts':['h.example'],"
                    + "'user':'me','auth':'scram-sha-256'}},'passwords':{'a':'sealed:1:k:open'}}"));

    var hop = (NextHop.Smarthosts) ways.routes(facts(), recipients("a@b.example")).get(0).hop();

    assertThat(hop.hosts().get(0).login())
        .contains(new Smarthost.Login("me", "open", AuthKind.SCRAM_SHA_256));
    assertThat(hop.hosts().get(0).port()).isEqualTo(587);
    assertThat(hop.hosts().get(0).tls()).isEqualTo(Smarthost.TlsMode.REQUIRED);
    assertThat(hop.toString()).doesNotContain("open");
  }

  @ParameterizedTest
  @CsvSource({
    "OWN, own, r/a", "OWN, eu, barred", "OWN, outside, barred",
    "EU, own, r/a", "EU, eu, r/a", "EU, outside, barred",
    "OUTSIDE, outside, r/a"
  })
  void shouldNeverGiveABoundStreamsMailToFartherHands(
      Residency bound, String hands, String expected) {
    String target =
        "'targets':{'a':{'kind':'smarthost','hosts':['h.example'],'residency':'" + hands + "'}}";
    routes = book(route("r", "{'when':{'everything':true}," + target + "}"));
    stream(aStream("acme", "news").residency(bound));

    NextHop byRule = ways.routes(facts(), recipients("a@b.example")).get(0).hop();
    stream(aStream("acme", "news").residency(bound).route("r"));
    NextHop byStream = ways.routes(facts(), recipients("a@b.example")).get(0).hop();
    stream(aStream("acme", "news").residency(bound).route("mx"));
    NextHop byBrake =
        ways.routes(facts(), recipients("a@b.example"), Optional.of("r")).get(0).hop();

    for (NextHop hop : List.of(byRule, byStream, byBrake)) {
      if (expected.equals("barred")) {
        var barred = (NextHop.Barred) hop;
        assertThat(barred.why().toString())
            .startsWith("451 4.7.1 Stream news is bound to residency")
            .contains("route r are farther away");
      } else {
        assertThat(hop.name()).isEqualTo(expected);
      }
    }
  }

  @Test
  void shouldNeverFailOverIntoFartherHands() {
    routes =
        book(
            route(
                "r",
                "{'when':{'everything':true},'targets':{"
                    + "'near':{'kind':'smarthost','hosts':['a.example'],'residency':'eu','preference':50},"
                    + "'far':{'kind':'smarthost','hosts':['b.example']},"
                    + "'web':{'kind':'http','url':'https://c.example/in'}}}"));
    stream(aStream("acme", "news").residency(Residency.EU));

    Route found = ways.routes(facts(), recipients("a@b.example")).get(0);

    assertThat(found.hop().name()).isEqualTo("r/near");
    assertThat(found.others()).isEmpty();
  }

  @Test
  void shouldHoldRoutesOfTheSettingsToTheSameRule() {
    settings =
        Routes.settings(
            Map.of(
                "route.near.hosts", "a.example",
                "route.near.residency", "eu",
                "route.near.domains", "near.example",
                "route.far.hosts", "b.example",
                "route.far.domains", "far.example"));
    stream(aStream("acme", "news").residency(Residency.EU));

    assertThat(hopOf("a@near.example")).isEqualTo("near");
    assertThat(hopOf("a@mx.example")).isEqualTo("mx.example");
    assertThat(ways.routes(facts(), recipients("a@far.example")).get(0).hop())
        .isInstanceOf(NextHop.Barred.class);
    assertThat(ways.routes(facts(), recipients("a@x.example"), Optional.of("far")).get(0).hop())
        .isInstanceOf(NextHop.Barred.class);
  }

  @Test
  void shouldSayWhenTheRouteOfAStreamIsGone() {
    stream(aStream("acme", "news").route("r"));
    assertThat(ways.fallback(NEWS)).isPresent();
    assertThat(ways.knows("r")).isFalse();

    routes = book(route("r", "{" + TO_PROVIDER + "}"));

    assertThat(ways.fallback(NEWS)).isEmpty();
    assertThat(ways.knows("r")).isTrue();
  }

  private void stream(StreamBuilder stream) {
    tenancy = Tenancies.with(Tenant.of("acme"), stream.build());
  }

  private String hopOf(String recipient) {
    return ways.routes(facts(), recipients(recipient)).get(0).hop().name();
  }

  private RouteDecision decision(String recipient, Optional<String> named) {
    return ways.decision(facts(), EmailAddress.parse(recipient), named);
  }

  private static List<Recipient> recipients(String... addresses) {
    return aMail().to(addresses).build().envelope().recipients();
  }

  private static MailFacts facts() {
    return facts(Content.of(MAIL.getBytes(StandardCharsets.UTF_8)));
  }

  private static MailFacts facts(Content content) {
    var envelope =
        new Envelope(
            ReversePath.parse("News@acme.example"), recipients("x@y.example"), MailOptions.NONE);
    return MailFacts.of(NEWS, Lane.BULK, envelope, content, "0123456789abcdefghjk");
  }

  private static Content counting(AtomicInteger opened) {
    byte[] octets = MAIL.getBytes(StandardCharsets.UTF_8);
    return new Content() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        opened.incrementAndGet();
        return new ByteArrayInputStream(octets);
      }
    };
  }
}
