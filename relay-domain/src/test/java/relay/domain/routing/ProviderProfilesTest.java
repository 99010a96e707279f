package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static relay.domain.routing.Routes.book;
import static relay.domain.routing.Routes.route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.InvalidField;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.spend.Price;
import relay.domain.tenancy.Residency;

class ProviderProfilesTest {
  private static final ProviderProfiles SHIPPED = ProviderProfiles.shipped();

  @Test
  void shouldShipTheUsualServices() {
    assertThat(SHIPPED.all())
        .extracting(ProviderProfile::id)
        .containsExactly(
            "ses",
            "sendgrid",
            "mailgun",
            "postmark",
            "mailjet",
            "brevo",
            "google-workspace",
            "microsoft-365",
            "turbosmtp",
            "generic");
  }

  @Test
  void shouldSendNoPasswordInClearToAnyOfThemAndSayWhatItsValuesRestOn() {
    assertThat(SHIPPED.all())
        .allSatisfy(
            p -> {
              assertThat(p.tls()).isIn(RouteTls.REQUIRED, RouteTls.IMPLICIT);
              assertThat(p.facts()).hasSizeGreaterThan(60);
              assertThat(p.title()).isNotBlank();
              assertThat(p.limits()).contains("connections=");
              p.sites()
                  .values()
                  .forEach(site -> assertThat(site.hosts()).allMatch(h -> h.endsWith(":587")));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "ses, eu-central-1, email-smtp.eu-central-1.amazonaws.com, EU",
    "ses, eu-west-2, email-smtp.eu-west-2.amazonaws.com, OUTSIDE",
    "ses, us-east-1, email-smtp.us-east-1.amazonaws.com, OUTSIDE",
    "sendgrid, , smtp.sendgrid.net, OUTSIDE",
    "sendgrid, eu, smtp.eu.sendgrid.net, EU",
    "mailgun, eu, smtp.eu.mailgun.org, EU",
    "postmark, , smtp.postmarkapp.com, OUTSIDE",
    "postmark, broadcasts, smtp-broadcasts.postmarkapp.com, OUTSIDE",
    "mailjet, , in-v3.mailjet.com, EU",
    "brevo, , smtp-relay.brevo.com, EU",
    "google-workspace, , smtp-relay.gmail.com, OUTSIDE",
    "microsoft-365, , smtp.office365.com, OUTSIDE",
    "turbosmtp, eu, pro.eu.turbo-smtp.com, EU"
  })
  void shouldLeadToTheHostsOfTheService(String profile, String site, String host, Residency hands) {
    String at = site == null ? "" : ",'site':'" + site + "'";
    RouteBook book = targetOf("'profile':'" + profile + "','user':'u'" + at, "'a':'s:pw'");

    var hop = (NextHop.Smarthosts) hop(book);

    assertThat(hop.hosts()).hasSize(1);
    assertThat(hop.hosts().get(0).host()).isEqualTo(host);
    assertThat(hop.hosts().get(0).port()).isEqualTo(587);
    assertThat(hop.hosts().get(0).tls()).isEqualTo(TlsMode.REQUIRED);
    assertThat(hop.profile().orElseThrow().id()).isEqualTo(profile);
    assertThat(book.terms("r/a").orElseThrow().residency()).isEqualTo(hands);
  }

  @Test
  void shouldLetTheTargetSayOtherwise() {
    RouteBook book =
        targetOf(
            "'profile':'microsoft-365','hosts':['mail.example:465'],'tls':'implicit','auth':'plain',"
                + "'user':'me','daily_quota':5,'price_per_1000':'0.25','residency':'eu'",
            "'a':'s:pw'");

    Smarthost host = ((NextHop.Smarthosts) hop(book)).hosts().get(0);
    TargetTerms terms = book.terms("r/a").orElseThrow();

    assertThat(host.host()).isEqualTo("mail.example");
    assertThat(host.port()).isEqualTo(465);
    assertThat(host.tls()).isEqualTo(TlsMode.IMPLICIT);
    assertThat(host.login().orElseThrow().kind()).isEqualTo(AuthKind.PLAIN);
    assertThat(terms.dailyQuota()).isEqualTo(5);
    assertThat(terms.price("EUR")).contains(Price.read("0.25"));
    assertThat(terms.residency()).isEqualTo(Residency.EU);
  }

  @Test
  void shouldTrustNoProfileAboutHostsOfTheOperatorsOwn() {
    RouteBook book = targetOf("'profile':'brevo','hosts':['other.example']", "");

    assertThat(book.terms("r/a").orElseThrow().residency()).isEqualTo(Residency.OUTSIDE);
  }

  @Test
  void shouldHaveTheQuotaOfTheServiceUnlessTheTargetTakesItAway() {
    assertThat(quota("'profile':'microsoft-365'")).isEqualTo(10_000);
    assertThat(quota("'profile':'microsoft-365','daily_quota':0")).isZero();
    assertThat(quota("'profile':'ses','site':'eu-west-1'")).isZero();
    assertThat(quota("'kind':'smarthost','hosts':['x.example']")).isZero();
  }

  @Test
  void shouldTakeThePriceOfTheServiceOnlyInItsOwnCurrency() {
    TargetTerms ses = targetOf("'profile':'ses','site':'eu-west-1'", "").terms("r/a").orElseThrow();
    TargetTerms google = targetOf("'profile':'google-workspace'", "").terms("r/a").orElseThrow();

    assertThat(ses.price("USD")).contains(Price.read("0.10"));
    assertThat(ses.price("EUR")).isEmpty();
    assertThat(google.price("EUR")).contains(Price.read("0"));
  }

  @Test
  void shouldLogInWithTheNameThatTheServiceWantsOfEverybody() {
    RouteBook book = targetOf("'profile':'sendgrid'", "'a':'s:key'");

    Smarthost.Login login = ((NextHop.Smarthosts) hop(book)).hosts().get(0).login().orElseThrow();

    assertThat(login.user()).isEqualTo("apikey");
    assertThat(login.password()).isEqualTo("key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'profile':'pigeon'                                     | targets.a.profile
          'profile':'ses'                                        | targets.a.site
          'profile':'ses','site':'mars-1'                        | targets.a.site
          'profile':'mailgun'                                    | targets.a.site
          'profile':'generic'                                    | targets.a.hosts
          'profile':'generic','site':'eu','hosts':['x']          | targets.a.site
          'profile':'brevo','kind':'mx'                          | targets.a.profile
          'profile':'brevo','kind':'lmtp'                        | targets.a.profile
          'kind':'smarthost','hosts':['x'],'site':'eu'           | targets.a.site
          'kind':'mx','daily_quota':5                            | targets.a.daily_quota
          'kind':'discard','price_per_1000':'1'                  | targets.a.price_per_1000
          'profile':'brevo','daily_quota':-1                     | targets.a.daily_quota
          'profile':'brevo','price_per_1000':'cheap'             | targets.a.price_per_1000
          'profile':'brevo','price_per_1000':0.1                 | targets.a.price_per_1000
          'profile':'sendgrid','daily_quota':5                   | passwords.a
          'profile':'brevo','canary':'nobody'                    | targets.a.canary
          'profile':'brevo','canary':'jürgen@x.example'          | targets.a.canary
          'kind':'discard','canary':'a@x.example'                | targets.a.canary
          'kind':'file','folder':'x','canary':'a@x.example'      | targets.a.canary
          """)
  void shouldNameTheFieldThatBreaksARule(String target, String field) {
    InvalidField refused =
        catchThrowableOfType(
            InvalidField.class, () -> route("r", "{'targets':{'a':{" + target + "}}}"));

    assertThat(refused).as(target).isNotNull();
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused.rule()).startsWith("must");
  }

  @Test
  void shouldWriteWhatItReadAndNothingOfTheProfile() {
    String json =
        "{\"kind\":\"smarthost\",\"preference\":10,\"weight\":1,\"tls\":\"auto\",\"auth\":\"auto\","
            + "\"profile\":\"ses\",\"site\":\"eu-west-1\",\"daily_quota\":200,"
            + "\"canary\":\"bird@one.example\","
            + "\"price_per_1000\":\"0.1\"}";

    MailRoute read = route("r", "{'targets':{'a':" + json + "}}");
    String written = RouteKind.ROUTE.write(read).getJsonObject("targets").get("a").toString();

    assertThat(written).isEqualTo(json);
    assertThat(route("r", "{'targets':{'a':" + written + "}}")).isEqualTo(read);
  }

  @Test
  void shouldNameTheProfileOfAFileThatIsNotComplete() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProviderProfiles("{\"profiles\":[{\"id\":\"half\",\"sites\":{}}]}"))
        .withMessageContaining("half");
  }

  private static long quota(String target) {
    return targetOf(target, "").terms("r/a").orElseThrow().dailyQuota();
  }

  /** A password's sealed text opens as what stands behind its last colon. */
  private static RouteBook targetOf(String target, String password) {
    String sealed = password.replace("s:", "sealed:1:k:");
    return book(route("r", "{'targets':{'a':{" + target + "}},'passwords':{" + sealed + "}}"));
  }

  private static NextHop hop(RouteBook book) {
    MailRoute route = book.named("r").orElseThrow();
    assertThat(route.targets()).hasSize(1);
    return book.hop(route, route.targets().get(0), "one.example");
  }
}
