package relay.domain.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.secret.FixedVault;

class OpenIdDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final FakeIssuer issuer = new FakeIssuer("https://login.example.com/staff", () -> NOON);
  private final FixedVault vault = new FixedVault();
  private final OpenIdDesk desk = desk(Map.of());

  private OpenIdDesk desk(Map<String, String> more) {
    var relay = issuer.relay(more);
    return new OpenIdDesk(relay.openId(), relay.tokens(), issuer, vault, new Random(4));
  }

  @Test
  void shouldSendTheBrowserToTheIssuerWithEverythingThatTiesItsAnswerToThisLogin() {
    URI location = desk.begin(NOON).orElseThrow().location();

    assertThat(location.toString()).startsWith("https://login.example.com/staff/authorize?");
    assertThat(FakeIssuer.fields(location.getRawQuery()))
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "relay")
        .containsEntry("scope", "openid email profile")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", "http://127.0.0.1:8080/api/v1/session/oidc/callback")
        .containsKeys("state", "nonce", "code_challenge");
  }

  @Test
  void shouldLetInWhoHasAGrant() {
    assertThat(proven(finish(desk)))
        .isEqualTo(Identity.ofPlatform("oidc:alice@example.com", Role.OPERATOR));
  }

  @Test
  void shouldTellNobodyTheSecretsOfALogin() {
    OpenIdDoor.Begun begun = desk.begin(NOON).orElseThrow();
    String state = FakeIssuer.fields(begun.location().getRawQuery()).get("state");

    assertThat(begun.cookie()).doesNotContain(state).matches("[A-Za-z0-9_-]+");
    assertThat(begun.toString()).doesNotContain(begun.cookie());
    assertThat(desk.begin(NOON).orElseThrow().cookie()).isNotEqualTo(begun.cookie());
  }

  @Test
  void shouldRefuseABrowserThatDidNotBeginTheLogin() {
    OpenIdDoor.Begun mine = desk.begin(NOON).orElseThrow();
    OpenIdDoor.Begun victims = desk.begin(NOON).orElseThrow();
    Map<String, String> back = fields(issuer.login(mine.location()));

    assertThat(reason(desk.finish(back(victims.cookie(), back), NOON))).isEqualTo("other-browser");
    assertThat(reason(desk.finish(back("", back), NOON))).isEqualTo("other-browser");
    assertThat(reason(desk.finish(back("A".repeat(200), back), NOON))).isEqualTo("other-browser");
    assertThat(reason(desk.finish(back("A".repeat(9000), back), NOON))).isEqualTo("other-browser");
    assertThat(proven(desk.finish(back(mine.cookie(), back), NOON)).name()).contains("alice");
  }

  @Test
  void shouldRefuseACookieThatAnotherRelaySealed() {
    var relay = issuer.relay(Map.of());
    var other =
        new OpenIdDesk(relay.openId(), relay.tokens(), issuer, new FixedVault(99), new Random(4));
    OpenIdDoor.Begun begun = other.begin(NOON).orElseThrow();

    assertThat(
            reason(desk.finish(back(begun.cookie(), fields(issuer.login(begun.location()))), NOON)))
        .isEqualTo("other-browser");
  }

  @Test
  void shouldTakeEachCodeOnce() {
    OpenIdDoor.Begun begun = desk.begin(NOON).orElseThrow();
    OpenIdDoor.Return back = back(begun.cookie(), fields(issuer.login(begun.location())));

    assertThat(proven(desk.finish(back, NOON)).roles()).containsExactly(Role.OPERATOR);
    assertThat(reason(desk.finish(back, NOON))).isEqualTo("wrong-code");
  }

  @Test
  void shouldRefuseALoginThatTookTooLong() {
    OpenIdDoor.Begun begun = desk.begin(NOON).orElseThrow();
    OpenIdDoor.Return back = back(begun.cookie(), fields(issuer.login(begun.location())));

    assertThat(reason(desk.finish(back, NOON.plus(Duration.ofMinutes(11))))).isEqualTo("too-late");
  }

  @Test
  void shouldRefuseTheAnswerOfAnotherIssuer() {
    OpenIdDoor.Begun begun = desk.begin(NOON).orElseThrow();
    Map<String, String> back = fields(issuer.login(begun.location()));
    back.put("iss", "https://evil.example");

    assertThat(reason(desk.finish(back(begun.cookie(), back), NOON))).isEqualTo("other-issuer");
  }

  @Test
  void shouldRefuseAnAnswerWithoutACode() {
    OpenIdDoor.Begun begun = desk.begin(NOON).orElseThrow();
    Map<String, String> back = fields(issuer.login(begun.location()));
    back.put("code", "");

    assertThat(reason(desk.finish(back(begun.cookie(), back), NOON))).isEqualTo("no-code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonce | \"of another login\" | other-login",
        "aud | \"another client\" | other-audience",
        "aud | [\"relay\",\"other\"] | other-client",
        "azp | \"other\" | other-client",
        "iss | \"https://evil.example\" | unknown-issuer",
        "exp | 1 | expired-token",
        "iat | 99999999999 | token-of-the-future",
        "email_verified | false | unverified-address"
      })
  void shouldRefuseATokenThatIsNotOfThisLogin(String claim, String value, String reason) {
    issuer.setClaims(Map.of(claim, value));

    assertThat(reason(finish(desk))).isEqualTo(reason);
  }

  @Test
  void shouldRefuseATokenThatTheIssuerDidNotSign() {
    issuer.forge();

    assertThat(reason(finish(desk))).isEqualTo("wrong-signature");
  }

  @Test
  void shouldTakeATokenForSeveralThatWasMadeForUs() {
    issuer.setClaims(Map.of("aud", "[\"relay\",\"other\"]", "azp", "\"relay\""));

    assertThat(proven(finish(desk)).roles()).containsExactly(Role.OPERATOR);
  }

  @Test
  void shouldLetInNobodyWithoutAGrantAndTellTheJournalWhoItWas() {
    issuer.setClaims(Map.of("groups", "[\"gardeners\"]"));

    var verdict = (OpenIdDesk.Verdict.Refused) finish(desk);

    assertThat(verdict.reason()).isEqualTo("no-role");
    assertThat(verdict.name()).isEqualTo("oidc:alice@example.com");
  }

  @Test
  void shouldNameSomebodyByHisSubjectWhereTheClaimIsMissing() {
    OpenIdDesk byName = desk(Map.of("oidc.user-claim", "preferred_username"));

    assertThat(proven(finish(byName)).name()).isEqualTo("oidc:7");
  }

  @Test
  void shouldFindTheRolesWithinOtherClaims() {
    OpenIdDesk nested = desk(Map.of("oidc.role-claim", "realm_access.roles"));
    assertThat(reason(finish(nested))).isEqualTo("no-role");

    issuer.setClaims(Map.of("realm_access", "{\"roles\":[\"postmasters\"]}"));
    assertThat(proven(finish(nested)).roles()).containsExactly(Role.OPERATOR);
    issuer.setClaims(Map.of("realm_access.roles", "\"postmasters\""));
    assertThat(proven(finish(nested)).roles()).containsExactly(Role.OPERATOR);
    issuer.setClaims(Map.of("realm_access", "[\"postmasters\"]"));
    assertThat(reason(finish(nested))).isEqualTo("no-role");
  }

  @Test
  void shouldAskToComeBackWhileTheIssuerCannotBeReached() {
    OpenIdDoor.Begun begun = desk.begin(NOON).orElseThrow();
    OpenIdDoor.Return back = back(begun.cookie(), fields(issuer.login(begun.location())));
    issuer.setDown(true);

    assertThat(desk.begin(NOON)).isEmpty();
    assertThat(desk.finish(back, NOON)).isInstanceOf(OpenIdDesk.Verdict.Unreachable.class);
  }

  private OpenIdDesk.Verdict finish(OpenIdDesk at) {
    OpenIdDoor.Begun begun = at.begin(NOON).orElseThrow();
    return at.finish(back(begun.cookie(), fields(issuer.login(begun.location()))), NOON);
  }

  private static OpenIdDoor.Return back(String cookie, Map<String, String> query) {
    return new OpenIdDoor.Return(
        cookie, query.get("state"), query.get("code"), Optional.ofNullable(query.get("iss")));
  }

  private static Map<String, String> fields(URI uri) {
    return FakeIssuer.fields(uri.getRawQuery());
  }

  private static Identity proven(OpenIdDesk.Verdict verdict) {
    assertThat(verdict).isInstanceOf(OpenIdDesk.Verdict.Proven.class);
    return ((OpenIdDesk.Verdict.Proven) verdict).identity();
  }

  private static String reason(OpenIdDesk.Verdict verdict) {
    assertThat(verdict).isInstanceOf(OpenIdDesk.Verdict.Refused.class);
    return ((OpenIdDesk.Verdict.Refused) verdict).reason();
  }
}
