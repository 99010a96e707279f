package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class BearerTokenTest {

  @ParameterizedTest
  @CsvSource({
    "'n,a=ann@example.com,\u0001auth=Bearer t\u0001\u0001', ann@example.com",
    "'n,a=ann=2Cx=3D,\u0001auth=Bearer t\u0001\u0001', 'ann,x='",
    "'n,a==3D2C,\u0001auth=Bearer t\u0001\u0001', '=2C'",
    "'n,,\u0001auth=Bearer t\u0001\u0001', ''",
    "'n,a=,\u0001auth=Bearer t\u0001\u0001', ''",
    "'n,,\u0001AUTH=bearer t\u0001\u0001', ''",
    "'n,,\u0001host=h\u0001port=25\u0001auth=Bearer t\u0001x=y\u0001\u0001', ''"
  })
  void shouldReadWhomATokenIsFor(String message, String user) {
    BearerToken token = BearerToken.read(Mechanism.OAUTHBEARER, message).orElseThrow();

    assertThat(token.user().orElse("")).isEqualTo(user);
    assertThat(token.token()).isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n,,\u0001auth=Bearer t\u0001",
        "n,,\u0001auth=Bearer t",
        "n,,auth=Bearer t\u0001\u0001",
        "p=tls-unique,,\u0001auth=Bearer t\u0001\u0001",
        "n,b=x,\u0001auth=Bearer t\u0001\u0001",
        "n,a=x,y,\u0001auth=Bearer t\u0001\u0001",
        "n,,\u0001auth=Bearer t\r\n\u0001\u0001",
        "n,,\u0001auth=Bearer t\u0000\u0001\u0001",
        "n,,\u0001auth=Bearer \u00e4\u0001\u0001",
        "n,,\u0001=x\u0001auth=Bearer t\u0001\u0001",
        "n,,\u00011=x\u0001auth=Bearer t\u0001\u0001",
        "x\u0001auth=Bearer t\u0001\u0001"
      })
  void shouldRefuseWhatRfc7628DoesNotHave(String message) {
    assertThat(BearerToken.read(Mechanism.OAUTHBEARER, message)).isEmpty();
  }

  @Test
  void shouldBoundTokensAndPairs() {
    String most = "t".repeat(12_288);
    assertThat(bearer(most)).isPresent();
    assertThat(bearer(most + "t")).isEmpty();
    assertThat(pairs(8)).isPresent();
    assertThat(pairs(9)).isEmpty();
    assertThat(
            BearerToken.read(
                Mechanism.XOAUTH2, "user=" + "u".repeat(257) + "\u0001auth=Bearer t\u0001\u0001"))
        .isEmpty();
  }

  /** A pattern that goes back and forth would let one line keep a thread for minutes. */
  @Test
  void shouldRefuseAHostileMessageAtOnce() {
    StringBuilder hostile = new StringBuilder("n,,\u0001");
    for (int i = 0; i < 300; i++) {
      hostile.append("a=").append("auth=Bearer ".repeat(10)).append('\u0001');
    }
    assertThat(BearerToken.read(Mechanism.OAUTHBEARER, hostile.toString())).isEmpty();
    Chance.rounds(
        2_000,
        random -> {
          StringBuilder text = new StringBuilder("n,,\u0001");
          for (int i = random.nextInt(40); i > 0; i--) {
            text.append(
                Chance.oneOf(random, "\u0001", "a=", "auth=Bearer ", "t", "=", ",", "user=x", " "));
          }
          BearerToken.read(Mechanism.OAUTHBEARER, text.toString())
              .ifPresent(t -> assertThat(t.token()).matches("[A-Za-z0-9._~+/=-]+"));
          assertThat(BearerToken.read(Mechanism.XOAUTH2, text.toString())).isEmpty();
        });
  }

  @Test
  void shouldTellEachMechanismItsOwnWay() {
    BearerToken one = bearer("t").orElseThrow();
    BearerToken other =
        BearerToken.read(Mechanism.XOAUTH2, "user=u\u0001auth=Bearer t\u0001\u0001").orElseThrow();

    assertThat(one.errorText("")).isEqualTo("{\"status\":\"invalid_token\"}");
    assertThat(one.errorText("smtp"))
        .isEqualTo("{\"status\":\"invalid_token\",\"scope\":\"smtp\"}");
    assertThat(other.errorText("")).isEqualTo("{\"status\":\"401\",\"schemes\":\"bearer\"}");
    assertThat(other.errorText("smtp"))
        .isEqualTo("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"smtp\"}");
    assertThat(one).hasToString("BearerToken[hidden]");
  }

  @ParameterizedTest
  @EnumSource(Mechanism.class)
  void shouldKnowMechanismsInAnyCase(Mechanism mechanism) {
    assertThat(Mechanism.named(mechanism.word())).contains(mechanism);
    assertThat(Mechanism.named(mechanism.word().toLowerCase(java.util.Locale.ROOT)))
        .contains(mechanism);
    assertThat(Mechanism.named(mechanism.word() + " ")).isEmpty();
    assertThat(Mechanism.named("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token-issuer.a.issuer | '' | token-issuer.a.issuer",
        "token-issuer.a.issuer | https://login example | token-issuer.a.issuer",
        "token-issuer.a.audience | '' | token-issuer.a.audience",
        "token-issuer.a.audience | 'a,,b' | token-issuer.a.audience",
        "token-issuer.a.keys | '' | token-issuer.a.keys",
        "token-issuer.a.keys | http://login.example/keys | token-issuer.a.keys",
        "token-issuer.a.keys | http://127.0.0.1.evil.example/keys | token-issuer.a.keys",
        "token-issuer.a.keys | http://localhost.evil.example/keys | token-issuer.a.keys",
        "token-issuer.a.keys | ftp://login.example/keys | token-issuer.a.keys",
        "token-issuer.a.algorithms | HS256 | token-issuer.a.algorithms",
        "token-issuer.a.algorithms | none | token-issuer.a.algorithms",
        "token-issuer.a.algorithms | '' | token-issuer.a.algorithms",
        "token-issuer.a.scope | a\"b | token-issuer.a.scope",
        "token-issuer.a.scope | a b | token-issuer.a.scope",
        "token-issuer.a.user-claim | '' | token-issuer.a.user-claim",
        "token.clock-skew | 11m | token.clock-skew",
        "token-issuer.b.issuer | https://login.example | token-issuer.b"
      })
  void shouldNameTheSettingOfAnIssuerThatCannotBeUsed(String key, String value, String named) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example/keys",
        "file:/etc/relay/keys.json",
        "http://127.0.0.1:8080/keys",
        "http://[::1]/keys",
        "http://localhost/keys"
      })
  void shouldTakeKeysFromSafePlaces(String keys) {
    TokenIssuer issuer = settings(Map.of("token-issuer.a.keys", keys)).issuers().get(0);

    assertThat(issuer.keys()).hasToString(keys);
    assertThat(issuer.algorithms()).containsExactlyInAnyOrder(TokenAlgorithm.values());
    assertThat(issuer.userClaim()).isEqualTo("email");
    assertThat(issuer.scope()).isEmpty();
  }

  /** Two issuers of one name in iss would let each log in the users of the other. */
  @Test
  void shouldRefuseTwoIssuersOfOneClaim() {
    Map<String, String> second = new HashMap<>();
    second.put("token-issuer.b.issuer", "https://login.example");
    second.put("token-issuer.b.audience", "relay");
    second.put("token-issuer.b.keys", "https://other.example/keys");

    assertThatThrownBy(() -> settings(second))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("is another issuer's too");
  }

  @Test
  void shouldTellAScopeOnlyWhenThereIsOne() {
    assertThat(check(Map.of("token-issuer.a.scope", "smtp")).scope()).isEqualTo("smtp");
    assertThat(check(Map.of()).scope()).isEmpty();
    assertThat(check(Map.of()).isUsable()).isTrue();
    assertThat(TokenCheck.NONE.isUsable()).isFalse();
    assertThat(TokenCheck.NONE.scope()).isEmpty();
    assertThat(TokenCheck.NONE.judge("a.b.c", java.time.Instant.EPOCH))
        .isInstanceOf(TokenVerdict.Refused.class);
  }

  private static TokenCheck check(Map<String, String> more) {
    return new TokenCheck(settings(more), (issuer, id) -> Optional.empty());
  }

  private static TokenSettings settings(Map<String, String> more) {
    Map<String, String> texts = new HashMap<>();
    texts.put("token-issuer.a.issuer", "https://login.example");
    texts.put("token-issuer.a.audience", "relay");
    texts.put("token-issuer.a.keys", "https://login.example/keys");
    texts.putAll(more);
    return TokenSettings.from(Settings.of(TokenSettings.ALL, texts, Map.of()));
  }

  private static Optional<BearerToken> bearer(String token) {
    return BearerToken.read(
        Mechanism.OAUTHBEARER, "n,,\u0001auth=Bearer " + token + "\u0001\u0001");
  }

  private static Optional<BearerToken> pairs(int count) {
    return BearerToken.read(
        Mechanism.OAUTHBEARER,
        "n,,\u0001" + "a=b\u0001".repeat(count) + "auth=Bearer t\u0001\u0001");
  }
}
