package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramLoginTest {
  // RFC 7677 3
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String CHALLENGE =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
  private static final String SERVER_PROOF = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

  @Test
  void shouldSpeakTheExampleOfTheRfcOctetForOctet() {
    var login = new ScramLogin("user", "pencil", NONCE);

    assertThat(login.first()).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    assertThat(login.answer(CHALLENGE))
        .isEqualTo(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(login.isProven(SERVER_PROOF)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=",
        "v=!",
        "e=other-error",
        "v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
        "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
      })
  void shouldNotBelieveAServerThatDoesNotKnowThePassword(String last) {
    var login = new ScramLogin("user", "pencil", NONCE);
    login.answer(CHALLENGE);

    assertThat(login.isProven(last)).isFalse();
  }

  @Test
  void shouldBelieveNobodyBeforeTheChallenge() {
    assertThat(new ScramLogin("user", "pencil", NONCE).isProven(SERVER_PROOF)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999",
        "r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096",
        "m=x,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
      })
  void shouldNotAnswerWhatIsNoChallenge(String challenge) {
    var login = new ScramLogin("user", "pencil", NONCE);

    assertThatThrownBy(() -> login.answer(challenge)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotLetANameEndItsField() {
    assertThat(new ScramLogin("a,b=c", "pw", NONCE).first())
        .isEqualTo("n,,n=a=2Cb=3Dc,r=rOprNGfwEbeRWgbNEkqO");
  }

  @Test
  void shouldConvinceOurOwnServerWithAFreshNonce() {
    Random random = new Random(3);
    ScramKeys keys = ScramKeys.of("p\u00e4ssword", ScramKeys.ITERATIONS_MIN, random);
    var login = new ScramLogin("ann", "p\u00e4ssword", random);
    var challenge =
        ScramFirst.read(login.first())
            .orElseThrow()
            .challenge(Optional.of(keys), ChannelBindings.NONE, new byte[32], 4096, random);

    String proof = challenge.proofFor(login.answer(challenge.text())).orElseThrow();

    assertThat(login.isProven(proof)).isTrue();
  }
}
