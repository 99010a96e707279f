package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ongres.scram.client.ScramClient;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramTest {
  private static final byte[] SECRET = new byte[32];
  private static final Random RANDOM = new Random(7);
  // RFC 7677 3
  private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
  private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO" + SERVER_NONCE;
  private static final String FINAL =
      "c=biws,r=" + NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

  @Test
  void shouldAnswerTheExampleOfTheRfcOctetForOctet() {
    ScramChallenge challenge = example(Optional.of(pencil()));

    assertThat(challenge.text()).isEqualTo("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    assertThat(challenge.proofFor(FINAL))
        .contains("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void shouldKeepTheKeysAsTextWithoutTheirMeaning() {
    ScramKeys keys = ScramKeys.parse(pencil().text());

    assertThat(keys).isEqualTo(pencil());
    assertThat(keys.text())
        .startsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$")
        .doesNotContain("pencil");
    assertThat(keys.toString()).isEqualTo("ScramKeys[iterations=4096]");
    assertThat(example(Optional.of(keys)).proofFor(FINAL)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c=biws,r=" + NONCE + ",p=eHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=" + NONCE + "x,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=eSws,r=" + NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=" + NONCE + ",p=",
        "c=biws,r=" + NONCE + ",p=AAAA",
        "c=biws,r=" + NONCE,
        ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "",
        "*"
      })
  void shouldProveNothingToAnyOtherAnswer(String answer) {
    assertThat(example(Optional.of(pencil())).proofFor(answer)).isEmpty();
  }

  @Test
  void shouldRefuseTheProofThatWasRecordedInAnotherExchange() {
    ScramChallenge later =
        ScramFirst.read(FIRST)
            .orElseThrow()
            .challenge(Optional.of(pencil()), ChannelBindings.NONE, SECRET, 4096, RANDOM);

    assertThat(later.proofFor(FINAL)).isEmpty();
  }

  @Test
  void shouldAskAUserWhoDoesNotExistAsItAsksOneWhoDoes() {
    ScramChallenge ghost = example(Optional.empty());
    String again = example(Optional.empty()).text();

    assertThat(ghost.text()).matches("r=\\S+,s=[A-Za-z0-9+/]{22}==,i=4096").isEqualTo(again);
    assertThat(ghost.proofFor(FINAL)).isEmpty();
    assertThat(
            ScramFirst.read("n,,n=other,r=x")
                .orElseThrow()
                .challenge(Optional.empty(), ChannelBindings.NONE, SECRET, 4096, SERVER_NONCE)
                .text()
                .split(",")[1])
        .isNotEqualTo(ghost.text().split(",")[1]);
  }

  @Test
  void shouldNotLetTheStandInsKeysLogAnybodyIn() {
    // given the keys that somebody who knows the secret of the installation could compute
    ScramKeys standIn = ScramKeys.standIn("user", SECRET, 4096);

    assertThat(example(Optional.of(standIn)).proofFor(FINAL)).isEmpty();
    assertThat(example(Optional.empty()).proofFor(FINAL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p=,,n=user,r=abc",
        "p=tls server end point,,n=user,r=abc",
        "n,a=admin,n=user,r=abc",
        "n,,m=must,n=user,r=abc",
        "n,,n=user",
        "n,,n=,r=abc",
        "n,,n=us=er,r=abc",
        "n,,n=user,r=",
        "n,,n=user,r=a b",
        "x,,n=user,r=abc",
        "",
        "n,,n=user,r=abc,p"
      })
  void shouldRefuseAFirstMessageThatIsNone(String text) {
    assertThat(ScramFirst.read(text)).isEmpty();
  }

  @Test
  void shouldReadEscapedNamesAndAnActingNameThatIsTheSame() {
    assertThat(ScramFirst.read("n,,n=a=2Cb=3D,r=x").orElseThrow().user()).isEqualTo("a,b=");
    assertThat(ScramFirst.read("y,a=user,n=user,r=x").orElseThrow().user()).isEqualTo("user");
  }

  @Test
  void shouldLetAPublishedClientLogInWithOddPasswords() throws Exception {
    for (String password : List.of("pencil", "gr\u00fc\u00dfe", "I\u00adX", "a\u00a0b", "\u2168")) {
      ScramKeys keys = ScramKeys.of(password, 4096, RANDOM);
      ScramClient client =
          ScramClient.builder()
              .advertisedMechanisms(List.of("SCRAM-SHA-256"))
              .username("user")
              .password(password.toCharArray())
              .build();

      ScramChallenge challenge =
          ScramFirst.read(client.clientFirstMessage().toString())
              .orElseThrow()
              .challenge(Optional.of(keys), ChannelBindings.NONE, SECRET, 4096, RANDOM);
      client.serverFirstMessage(challenge.text());
      Optional<String> proof = challenge.proofFor(client.clientFinalMessage().toString());

      client.serverFinalMessage(proof.orElseThrow());
    }
  }

  @Test
  void shouldRefuseKeysThatAreTooCheapOrBroken() {
    String salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
    String key = "A".repeat(43) + "=";

    assertThatThrownBy(() -> ScramKeys.of("x", 1000, RANDOM)).hasMessageContaining("4096");
    assertThatThrownBy(() -> ScramKeys.of("", 4096, RANDOM)).hasMessageContaining("password");
    for (String text :
        List.of(
            "SCRAM-SHA-256$1000:" + salt + "$" + key + ":" + key,
            "SCRAM-SHA-1$4096:" + salt + "$" + key + ":" + key,
            "SCRAM-SHA-256$4096:" + salt + "$" + key,
            "")) {
      assertThatThrownBy(() -> ScramKeys.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static ScramKeys pencil() {
    return ScramKeys.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
  }

  private static ScramChallenge example(Optional<ScramKeys> keys) {
    return ScramFirst.read(FIRST)
        .orElseThrow()
        .challenge(keys, ChannelBindings.NONE, SECRET, 4096, SERVER_NONCE);
  }
}
