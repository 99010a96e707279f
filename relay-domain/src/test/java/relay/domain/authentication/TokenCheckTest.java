package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.authentication.TokenFactory.base64;
import static relay.domain.authentication.TokenFactory.claims;
import static relay.domain.authentication.TokenFactory.signed;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class TokenCheckTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final long SOON = NOW.getEpochSecond() + 300;
  private static final TokenFactory FACTORY = new TokenFactory();

  private final Map<String, String> texts = new HashMap<>();
  private Optional<KeySet> keys = Optional.of(KeySet.parse(FACTORY.keySet()));
  private int asked;

  TokenCheckTest() {
    texts.put("token-issuer.idp.issuer", TokenFactory.ISSUER);
    texts.put("token-issuer.idp.audience", "relay");
    texts.put("token-issuer.idp.keys", "https://login.example.com/keys");
  }

  @Test
  void shouldBelieveGenuineTokensOfEachAlgorithm() {
    String claims = claims(SOON, "");
    var proven = new TokenVerdict.Proven("idp", "7", "alice@example.com");

    assertThat(judge(FACTORY.rs256(claims))).isEqualTo(proven);
    assertThat(judge(FACTORY.es256(claims))).isEqualTo(proven);
    assertThat(judge(FACTORY.eddsa(claims))).isEqualTo(proven);
  }

  @Test
  void shouldBelieveATokenWithoutKeyIdAndOneOfAccessTokenType() {
    String claims = claims(SOON, "");

    assertThat(judge(rsa("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", claims)))
        .isInstanceOf(TokenVerdict.Proven.class);
  }

  @Test
  void shouldRefuseATokenWithoutSignature() {
    String claims = base64(claims(SOON, ""));

    for (String word : new String[] {"none", "None", "NONE", "nOnE", ""}) {
      String header = base64("{\"alg\":\"" + word + "\"}");
      assertThat(judge(header + "." + claims + ".")).isEqualTo(refused("forbidden-algorithm"));
    }
    assertThat(judge(base64("{\"alg\":\"RS256\",\"kid\":\"r\"}") + "." + claims + "."))
        .isEqualTo(refused("wrong-signature"));
  }

  @Test
  void shouldRefuseATokenSignedWithThePublicKeyAsSecret() throws GeneralSecurityException {
    String text = base64("{\"alg\":\"HS256\",\"kid\":\"r\"}") + "." + base64(claims(SOON, ""));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(FACTORY.rsa.getPublic().getEncoded(), "HmacSHA256"));

    assertThat(judge(text + "." + base64(mac.doFinal(text.getBytes()))))
        .isEqualTo(refused("forbidden-algorithm"));
    assertThat(asked).isZero();
  }

  @Test
  void shouldRefuseAForgersSignatureWhateverItsHeaderSays() throws GeneralSecurityException {
    var forger = new TokenFactory();
    String claims = claims(SOON, "");

    assertThat(judge(forger.rs256(claims))).isEqualTo(refused("wrong-signature"));
    // A key, or where to find one, that comes with the token is no reason to believe it.
    String jwk = "{\"alg\":\"RS256\",\"kid\":\"r\",\"jwk\":" + forger.rsaKey("r") + "}";
    assertThat(judge(signed(jwk, claims, "SHA256withRSA", forger.rsa)))
        .isEqualTo(refused("wrong-signature"));
    String jku = "{\"alg\":\"RS256\",\"kid\":\"../r\",\"jku\":\"https://evil.example/\"}";
    assertThat(judge(signed(jku, claims, "SHA256withRSA", forger.rsa)))
        .isEqualTo(refused("wrong-signature"));
  }

  @Test
  void shouldNotTakeAKeyForAnotherAlgorithmOrId() {
    String claims = claims(SOON, "");

    // the id of the EC key on an RSA signature, and the other way round
    assertThat(judge(rsa("{\"alg\":\"RS256\",\"kid\":\"e\"}", claims)))
        .isEqualTo(refused("wrong-signature"));
    assertThat(
            judge(
                signed(
                    "{\"alg\":\"ES256\",\"kid\":\"r\"}",
                    claims,
                    "SHA256withECDSAinP1363Format",
                    FACTORY.ec)))
        .isEqualTo(refused("wrong-signature"));
    assertThat(judge(rsa("{\"alg\":\"PS256\",\"kid\":\"r\"}", claims)))
        .isEqualTo(refused("wrong-signature"));
  }

  @Test
  void shouldRefuseTheSignatureOfZeros() {
    String text = base64("{\"alg\":\"ES256\",\"kid\":\"e\"}") + "." + base64(claims(SOON, ""));

    assertThat(judge(text + "." + base64(new byte[64]))).isEqualTo(refused("wrong-signature"));
  }

  @Test
  void shouldRefuseAnAlgorithmThatTheOperatorDidNotAllow() {
    texts.put("token-issuer.idp.algorithms", "EdDSA");

    assertThat(judge(FACTORY.rs256(claims(SOON, "")))).isEqualTo(refused("forbidden-algorithm"));
    assertThat(judge(FACTORY.eddsa(claims(SOON, "")))).isInstanceOf(TokenVerdict.Proven.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"iss\":\"https://login.example.com/realms/mail/\",\"aud\":\"relay\",\"sub\":\"7\",\"exp\":1800000300;unknown-issuer",
        "\"iss\":[\"https://login.example.com/realms/mail\"],\"aud\":\"relay\",\"exp\":1800000300;unknown-issuer",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay2\",\"sub\":\"7\",\"exp\":1800000300;other-audience",
        "\"iss\":\"https://login.example.com/realms/mail\",\"sub\":\"7\",\"exp\":1800000300;other-audience",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"sub\":\"7\",\"exp\":1799999940;expired-token",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"sub\":\"7\";expired-token",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"sub\":\"7\",\"exp\":\"1800000300\";expired-token",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"sub\":\"7\",\"exp\":1e300;expired-token",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"sub\":\"7\",\"exp\":1800000300,\"nbf\":1800000061;token-of-the-future",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"sub\":\"7\",\"exp\":1800000300,\"nbf\":\"x\";token-of-the-future",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"exp\":1800000300;nobody-named",
        "\"iss\":\"https://login.example.com/realms/mail\",\"aud\":\"relay\",\"sub\":\"7\",\"email\":\"a@b\",\"email_verified\":false,\"exp\":1800000300;unverified-address"
      })
  void shouldRefuseATokenThatIsNotForNowOrUs(String claims, String reason) {
    assertThat(judge(FACTORY.rs256("{" + claims + "}"))).isEqualTo(refused(reason));
    assertThat(asked).as("asked for keys").isZero();
  }

  @Test
  void shouldAllowForClocksThatDiffer() {
    long late = NOW.getEpochSecond() - 59;

    assertThat(judge(FACTORY.rs256(claims(late, ",\"nbf\":" + (NOW.getEpochSecond() + 60)))))
        .isInstanceOf(TokenVerdict.Proven.class);
  }

  @Test
  void shouldDemandTheScopeOfTheSettings() {
    texts.put("token-issuer.idp.scope", "smtp");

    assertThat(judge(FACTORY.rs256(claims(SOON, "")))).isEqualTo(refused("missing-scope"));
    assertThat(judge(FACTORY.rs256(claims(SOON, ",\"scope\":\"smtpx openid\""))))
        .isEqualTo(refused("missing-scope"));
    assertThat(judge(FACTORY.rs256(claims(SOON, ",\"scope\":\"openid smtp\""))))
        .isInstanceOf(TokenVerdict.Proven.class);
    assertThat(judge(FACTORY.rs256(claims(SOON, ",\"scp\":[\"smtp\"]"))))
        .isInstanceOf(TokenVerdict.Proven.class);
  }

  @ParameterizedTest
  @CsvSource({"''", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", "..", "!.!.!"})
  void shouldRefuseWhatIsNoToken(String token) {
    assertThat(judge(token)).isInstanceOf(TokenVerdict.Refused.class);
    assertThat(asked).isZero();
  }

  @Test
  void shouldRefuseHugeDeepAndCriticalTokens() {
    assertThat(judge("a".repeat(20_000) + ".b.c")).isEqualTo(refused("malformed-token"));
    String deep = "{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}";
    assertThat(judge(base64(deep) + ".e30.e30")).isInstanceOf(TokenVerdict.Refused.class);
    assertThat(judge(rsa("{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}", claims(SOON, ""))))
        .isEqualTo(refused("forbidden-algorithm"));
  }

  @Test
  void shouldSayThatItCannotTellWhenTheKeysAreOutOfReach() {
    keys = Optional.empty();

    assertThat(judge(FACTORY.rs256(claims(SOON, "")))).isEqualTo(new TokenVerdict.Unknown("idp"));
  }

  @Test
  void shouldLeaveOutWeakKeysAndKeysForEncryption() throws GeneralSecurityException {
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":[]}")).hasMessageContaining("no key");
    assertThatThrownBy(() -> KeySet.parse("[]")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeySet.parse("{}")).isInstanceOf(IllegalArgumentException.class);
    String encryption = FACTORY.rsaKey("r").replace("\"sig\"", "\"enc\"");
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":[" + encryption + "]}"))
        .hasMessageContaining("no key");
    KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    String n =
        base64(
            ((java.security.interfaces.RSAPublicKey) weak.generateKeyPair().getPublic())
                .getModulus()
                .toByteArray());
    assertThatThrownBy(
            () -> KeySet.parse("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"" + n + "\",\"e\":\"AQAB\"}]}"))
        .hasMessageContaining("no key");
  }

  @Test
  void shouldRefuseAnIssuerWithoutAudience() {
    texts.remove("token-issuer.idp.audience");

    assertThatThrownBy(() -> judge("x"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("token-issuer.idp.audience");
  }

  @Test
  void shouldReadBothMechanismsAndNothingElse() {
    BearerToken bearer =
        BearerToken.read(
                Mechanism.OAUTHBEARER,
                "n,a=user@example.com,\1host=server.example.com\1port=587\1auth=Bearer a.b.c\1\1")
            .orElseThrow();
    assertThat(bearer.user()).contains("user@example.com");
    assertThat(bearer.token()).isEqualTo("a.b.c");
    assertThat(bearer.toString()).doesNotContain("a.b.c");
    assertThat(
            BearerToken.read(Mechanism.OAUTHBEARER, "n,,\1auth=Bearer a.b.c\1\1")
                .orElseThrow()
                .user())
        .isEmpty();
    assertThat(
            BearerToken.read(Mechanism.XOAUTH2, "user=u@x\1auth=Bearer t\1\1").orElseThrow().user())
        .contains("u@x");
    for (String odd :
        new String[] {
          "",
          "\1",
          "n,,\1\1",
          "n,,\1auth=Bearer \1\1",
          "n,,\1auth=Basic a\1\1",
          "y,,\1auth=Bearer a\1\1",
          "n,,\1auth=Bearer a\1auth=Bearer b\1\1",
          "n,,\1auth=Bearer a b\1\1"
        }) {
      assertThat(BearerToken.read(Mechanism.OAUTHBEARER, odd)).as(odd).isEmpty();
      assertThat(BearerToken.read(Mechanism.XOAUTH2, odd)).as(odd).isEmpty();
    }
  }

  private TokenVerdict judge(String token) {
    var settings = TokenSettings.from(Settings.of(TokenSettings.ALL, texts, Map.of()));
    IssuerKeys source =
        (issuer, id) -> {
          asked++;
          return keys;
        };
    return new TokenCheck(settings, source).judge(token, NOW);
  }

  private static String rsa(String header, String claims) {
    return signed(header, claims, "SHA256withRSA", FACTORY.rsa);
  }

  private static TokenVerdict refused(String reason) {
    return new TokenVerdict.Refused(reason);
  }
}
