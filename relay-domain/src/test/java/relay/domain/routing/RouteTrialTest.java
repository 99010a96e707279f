package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static relay.domain.routing.Routes.book;
import static relay.domain.routing.Routes.route;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;
import relay.domain.spend.SpendBook;
import relay.domain.spend.SpendSettings;
import relay.domain.tenancy.Residency;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** What an operator learns who tries the routes with a mail of his own making. */
class RouteTrialTest {
  private static final String HOST = "'kind':'smarthost','hosts':['x.example']";
  private static final String MAIL =
      "{'recipient':'Ann@one.example','sender':'news@acme.example','tenant':'acme','stream':'news',"
          + "'lane':'bulk','size':2000,'headers':{'X-Kind':'Invoice 2026-17'}}";
  private final Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final HealthSettings healthSettings =
      new HealthSettings(
          1,
          100,
          1,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(20));
  private final TargetHealth health = new TargetHealth(() -> healthSettings, () -> now);
  private RouteBook routes = RouteBook.EMPTY;
  private Tenancy tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").build());
  private final TargetQuotas quotas =
      new TargetQuotas(
          new SpendBook(),
          () -> routes,
          () -> new SpendSettings("EUR", Duration.ofHours(1), Duration.ofSeconds(10)),
          () -> now);
  private final StreamRoutes ways =
      new StreamRoutes(
          new Router(Routes.settings(Map.of())),
          () -> tenancy,
          () -> routes,
          new RouteSurroundings(Routes.byFirstLabel(), Regions.NONE),
          health,
          quotas);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'lanes':['otp']                        | lanes
          'tenants':['other']                    | tenants
          'streams':['other/news']               | streams
          'size_min':2001                        | size_min
          'size_max':1999                        | size_max
          'senders':['me@acme.example']          | senders and sender_domains
          'headers':{'X-Kind':'sale'}            | headers
          'headers':{'Subject':'*'}              | headers
          'recipients':['bob@one.example']       | recipients, recipient_domains and providers
          'providers':['google']                 | recipients, recipient_domains and providers
          'lanes':['otp'],'size_min':9999        | lanes
          'order':1                              | none is set: it is there for those who name it
          """)
  void shouldNameTheFirstConditionThatDoesNotHold(String conditions, String failing) {
    routes = book(route("r", "{'when':{" + conditions + "},'targets':{'a':{" + HOST + "}}}"));

    RouteTrial trial = trial(MAIL);

    if (failing.startsWith("none")) {
      // without conditions it is no rule, so nobody asks it
      assertThat(trial.rules()).isEmpty();
      return;
    }
    assertThat(trial.rules()).containsExactly(new RuleVerdict("r", 100, Optional.of(failing)));
    assertThat(trial.decision().hop()).isEqualTo(new NextHop.MailExchangers("one.example"));
  }

  @Test
  void shouldAskRulesInTheirOrderUpToTheFirstThatMatches() {
    routes =
        book(
            route("late", rule(30, "'everything':true")),
            route("second", rule(20, "'headers':{'x-kind':'invoice *17'}")),
            route("first", rule(10, "'lanes':['otp']")));

    RouteTrial trial = trial(MAIL);

    assertThat(trial.rules())
        .containsExactly(
            new RuleVerdict("first", 10, Optional.of("lanes")),
            new RuleVerdict("second", 20, Optional.empty()));
    assertThat(trial.decision().route()).contains("second");
    assertThat(trial.decision().by()).hasToString("route second");
  }

  @Test
  void shouldAskNoRuleWhereSomebodyNamesARoute() {
    routes = book(route("first", rule(10, "'everything':true")), route("named", rule(20, "")));

    RouteTrial trial = trial(MAIL.replace("'lane'", "'route':'named','lane'"));

    assertThat(trial.rules()).isEmpty();
    assertThat(trial.decision().route()).contains("named");
  }

  @Test
  void shouldShowTheTargetsInTheOrderOfTryingWithTheirHealthAndQuota() {
    routes =
        book(
            route(
                "r",
                "{'when':{'everything':true},'targets':{"
                    + ("'a':{" + HOST + ",'preference':1,'daily_quota':7},")
                    + ("'b':{" + HOST + ",'preference':2},")
                    + "'c':{'kind':'mx','preference':3}}}"));
    health.learn("r/a", new TargetExperience(true, false, Duration.ZERO, "421 away"));
    quotas.claim(new NextHop.Discard("r/a"), 3).orElseThrow().settle(3);

    RouteTrial trial = trial(MAIL);

    assertThat(trial.targets())
        .extracting(t -> t.hop().name())
        .containsExactly("r/b", "one.example", "r/a");
    TargetTrial a = trial.targets().get(2);
    assertThat(a.health().orElseThrow().state()).isEqualTo(TargetState.DOWN);
    assertThat(a.left()).hasValue(4);
    assertThat(a.terms().orElseThrow().dailyQuota()).isEqualTo(7);
    assertThat(trial.targets().get(1).health()).isEmpty();
    assertThat(trial.targets().get(1).terms()).isEmpty();
  }

  @Test
  void shouldUseUpNoTryOfATargetThatIsDown() {
    routes = book(route("r", rule(1, "'everything':true")));
    health.learn("r/a", new TargetExperience(true, false, Duration.ZERO, "421 away"));

    trial(MAIL);
    RouteTrial again = trial(MAIL);

    assertThat(again.decision().down()).hasSize(1);
    assertThat(again.targets().get(0).health().orElseThrow().state()).isEqualTo(TargetState.DOWN);
  }

  @Test
  void shouldTellWhichTargetsTheResidencyOfTheStreamForbids() {
    tenancy =
        Tenancies.with(Tenant.of("acme"), aStream("acme", "news").residency(Residency.EU).build());
    routes =
        book(
            route(
                "r",
                "{'when':{'everything':true},'targets':{"
                    + "'us':{'profile':'ses','site':'us-east-1'},"
                    + "'eu':{'profile':'ses','site':'eu-west-1'}}}"));

    RouteTrial trial = trial(MAIL);

    assertThat(trial.targets()).extracting(t -> t.hop().name()).containsExactly("r/eu");
    assertThat(trial.forbidden()).containsExactly("r/us");
  }

  @Test
  void shouldTakeAMailOfWhichLittleIsSaid() {
    TrialOrder order = TrialOrder.read(ControlJson.read("{\"recipient\":\"ann@one.example\"}"));

    assertThat(order.connect()).isFalse();
    assertThat(order.sender().isNull()).isTrue();
    assertThat(order.mail().owner().tenant()).isEqualTo("default");
    assertThat(order.mail().owner().stream()).isEqualTo("transactional");
    assertThat(order.mail().header().orElseThrow().fields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                          | recipient
          {'recipient':'ann'}                                         | recipient
          {'recipient':'a@b.example','sender':'x'}                    | sender
          {'recipient':'a@b.example','lane':'fast'}                   | lane
          {'recipient':'a@b.example','size':-1}                       | size
          {'recipient':'a@b.example','connect':'yes'}                 | connect
          {'recipient':'a@b.example','headers':{'A:':'x'}}            | headers.A:
          {'recipient':'a@b.example','headers':{'A':'x\\r\\nB: y'}} | headers.A
          {'recipient':'a@b.example','headers':'A: x'}                | headers
          {'recipient':'a@b.example','colour':'red'}                  | colour
          """)
  void shouldNameTheFieldThatBreaksARule(String json, String field) {
    InvalidField refused =
        catchThrowableOfType(
            InvalidField.class, () -> TrialOrder.read(ControlJson.read(json.replace('\'', '"'))));

    assertThat(refused).as(json).isNotNull();
    assertThat(refused.field()).isEqualTo(field);
  }

  private RouteTrial trial(String mail) {
    TrialOrder order = TrialOrder.read(ControlJson.read(mail.replace('\'', '"')));
    return ways.trial(order.mail(), order.recipient(), order.route());
  }

  private static String rule(int order, String conditions) {
    return "{'order':" + order + ",'when':{" + conditions + "},'targets':{'a':{" + HOST + "}}}";
  }
}
