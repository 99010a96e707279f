package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.Settings;

/** ID tokens (OpenID Connect Core 3.1.3.7): genuine, of this login, made for us. */
class IdTokenCheckTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final TokenFactory FACTORY = new TokenFactory();
  private static final String NONCE = "n-0S6_WzA2Mj";
  private Optional<KeySet> keys = Optional.of(KeySet.parse(FACTORY.keySet()));

  @Test
  void shouldBelieveATokenOfThisLoginAndTellTheValuesOfAClaim() {
    IdTokenVerdict verdict = judge("\"relay\"", nonce() + ",\"groups\":[\"a\",\"b\"]", "groups");

    assertThat(verdict)
        .isEqualTo(new IdTokenVerdict.Proven("alice@example.com", List.of("a", "b")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "\"groups\":\"one\"                       | groups       | one",
        "\"groups\":[\"one\",7,null,\"two\"]      | groups       | one two",
        "\"realm\":{\"roles\":[\"x\"]}            | realm.roles  | x",
        "\"realm.roles\":\"flat\",\"realm\":{\"roles\":[\"x\"]} | realm.roles | flat",
        "\"realm\":{\"a\":{\"b\":\"deep\"}}       | realm.a.b    | deep",
        "\"realm\":\"text\"                       | realm.roles  | ##",
        "\"groups\":{\"a\":1}                     | groups       | ##",
        "\"groups\":7                             | groups       | ##",
        "\"other\":\"x\"                          | groups       | ##",
      })
  void shouldFindTheValuesOfAClaimWhereverTheyAre(String claims, String path, String values) {
    IdTokenVerdict.Proven proven =
        (IdTokenVerdict.Proven) judge("\"relay\"", nonce() + "," + claims, path);

    assertThat(String.join(" ", proven.values())).isEqualTo(values == null ? "" : values);
  }

  @Test
  void shouldTellAThousandValuesAtMost() {
    String many = ",\"groups\":[" + "\"a\",".repeat(1500) + "\"b\"]";

    IdTokenVerdict verdict = judge("\"relay\"", nonce() + many, "groups");

    assertThat(((IdTokenVerdict.Proven) verdict).values()).hasSize(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        ",\"nonce\":\"\"",
        ",\"nonce\":\"n-0S6_WzA2M\"",
        ",\"nonce\":\"n-0S6_WzA2Mj \"",
        ",\"nonce\":\"N-0S6_WZA2MJ\"",
        ",\"nonce\":[\"n-0S6_WzA2Mj\"]",
        ",\"nonce\":7",
      })
  void shouldRefuseATokenOfAnotherLogin(String claims) {
    assertThat(judge("\"relay\"", claims, "groups"))
        .isEqualTo(new IdTokenVerdict.Refused("other-login"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"relay\"               |                     | true",
        "\"relay\"               | ,\"azp\":\"relay\"  | true",
        "\"relay\"               | ,\"azp\":\"other\"  | false",
        "[\"relay\"]             |                     | true",
        "[\"relay\",\"other\"]   |                     | false",
        "[\"relay\",\"other\"]   | ,\"azp\":\"relay\"  | true",
        "[\"relay\",\"other\"]   | ,\"azp\":\"other\"  | false",
      })
  void shouldBelieveOnlyWhatWasMadeForUs(String audience, String party, boolean believed) {
    IdTokenVerdict verdict = judge(audience, nonce() + (party == null ? "" : party), "groups");

    assertThat(verdict)
        .isEqualTo(
            believed
                ? new IdTokenVerdict.Proven("alice@example.com", List.of())
                : new IdTokenVerdict.Refused("other-client"));
  }

  @Test
  void shouldRefuseWhatTheCheckOfTokensRefuses() {
    assertThat(judge("\"somebody\"", nonce(), "groups")).isInstanceOf(IdTokenVerdict.Refused.class);
    assertThat(check().judge("no.token", NONCE, "groups", NOW))
        .isInstanceOf(IdTokenVerdict.Refused.class);
    assertThat(
            check()
                .judge(token("\"relay\"", nonce(), NOW.minusSeconds(3600)), NONCE, "groups", NOW))
        .isInstanceOf(IdTokenVerdict.Refused.class);
  }

  @Test
  void shouldNotKnowWithoutTheKeysOfTheIssuer() {
    keys = Optional.empty();

    assertThat(judge("\"relay\"", nonce(), "groups")).isEqualTo(new IdTokenVerdict.Unknown());
  }

  private IdTokenVerdict judge(String audience, String claims, String path) {
    return check().judge(token(audience, claims, NOW.plusSeconds(300)), NONCE, path, NOW);
  }

  private static String token(String audience, String claims, Instant expires) {
    return FACTORY.rs256(
        "{\"iss\":\""
            + TokenFactory.ISSUER
            + "\",\"aud\":"
            + audience
            + ",\"sub\":\"7\",\"email\":\"alice@example.com\",\"exp\":"
            + expires.getEpochSecond()
            + claims
            + "}");
  }

  private static String nonce() {
    return ",\"nonce\":\"" + NONCE + "\"";
  }

  private IdTokenCheck check() {
    Map<String, String> texts = new HashMap<>();
    texts.put("token-issuer.idp.issuer", TokenFactory.ISSUER);
    texts.put("token-issuer.idp.audience", "relay");
    texts.put("token-issuer.idp.keys", "https://login.example.com/keys");
    TokenSettings settings = TokenSettings.from(Settings.of(TokenSettings.ALL, texts, Map.of()));
    return new IdTokenCheck(settings.issuers().get(0), settings, (issuer, keyId) -> keys);
  }
}
