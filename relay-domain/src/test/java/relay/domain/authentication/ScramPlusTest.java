package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.client.ScramClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SCRAM-SHA-256-PLUS: the exchange is tied to the TLS session (RFC 5802 6). */
class ScramPlusTest {
  private static final byte[] SECRET = new byte[32];
  private static final Random RANDOM = new Random(7);
  private static final byte[] EXPORTED =
      "a secret of this session, no 1.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HASH = new byte[] {0, 1, 2, ',', -1};
  private static final ChannelBindings SESSION =
      new ChannelBindings(
          Map.of(ChannelBinding.TLS_EXPORTER, EXPORTED, ChannelBinding.TLS_SERVER_END_POINT, HASH));
  private static final ScramKeys KEYS = ScramKeys.of("pencil", 4096, RANDOM);

  @ParameterizedTest
  @EnumSource(ChannelBinding.class)
  void shouldLetAPublishedClientLogInThatBindsToThisSession(ChannelBinding binding)
      throws Exception {
    ScramClient client = client(binding.word(), SESSION.of(binding).orElseThrow());
    ScramFirst first = ScramFirst.read(client.clientFirstMessage().toString()).orElseThrow();
    assertThat(first.faultUnder(true, true, SESSION)).isEmpty();

    ScramChallenge challenge = challenge(first);
    client.serverFirstMessage(challenge.text());
    Optional<String> proof = challenge.proofFor(client.clientFinalMessage().toString());

    client.serverFinalMessage(proof.orElseThrow());
    assertThat(challenge.mechanism()).isEqualTo(Mechanism.SCRAM_SHA_256_PLUS);
  }

  @Test
  void shouldRefuseAClientWhoseTlsEndsSomewhereElse() throws Exception {
    ScramClient client =
        client("tls-exporter", "another session's secret".getBytes(StandardCharsets.US_ASCII));
    ScramFirst first = ScramFirst.read(client.clientFirstMessage().toString()).orElseThrow();

    ScramChallenge challenge = challenge(first);
    client.serverFirstMessage(challenge.text());

    assertThat(challenge.proofFor(client.clientFinalMessage().toString())).isEmpty();
  }

  @Test
  void shouldDemandTheDataOfTheBindingRightBehindTheHeader() {
    ScramFirst first = ScramFirst.read("p=tls-server-end-point,,n=user,r=abc").orElseThrow();
    String header =
        Base64.getEncoder()
            .encodeToString("p=tls-server-end-point,,".getBytes(StandardCharsets.US_ASCII));
    ScramChallenge challenge = challenge(first);

    // RFC 5802 5.1: c= without the data is what a relaying attacker would have to send
    assertThat(
            challenge.proofFor(
                "c=" + header + ",r=" + nonce(challenge) + ",p=" + "A".repeat(43) + "="))
        .isEmpty();
    assertThat(first.mechanism()).isEqualTo(Mechanism.SCRAM_SHA_256_PLUS);
  }

  @Test
  void shouldSeeThatSomebodyHidTheWordFromTheClient() {
    ScramFirst could = ScramFirst.read("y,,n=user,r=abc").orElseThrow();

    assertThat(could.faultUnder(false, true, SESSION)).contains(BindingFault.DOWNGRADED);
    assertThat(could.faultUnder(false, false, SESSION)).as("it was not offered").isEmpty();
  }

  @Test
  void shouldLetClientsInThatCannotBind() {
    ScramFirst cannot = ScramFirst.read("n,,n=user,r=abc").orElseThrow();

    assertThat(cannot.faultUnder(false, true, SESSION)).isEmpty();
    assertThat(cannot.mechanism()).isEqualTo(Mechanism.SCRAM_SHA_256);
  }

  @Test
  void shouldKnowWhichMechanismBinds() {
    ScramFirst binds = ScramFirst.read("p=tls-exporter,,n=user,r=abc").orElseThrow();

    assertThat(binds.faultUnder(false, true, SESSION)).contains(BindingFault.NOT_THE_MECHANISM);
    for (String flag : List.of("n", "y")) {
      assertThat(
              ScramFirst.read(flag + ",,n=user,r=abc")
                  .orElseThrow()
                  .faultUnder(true, true, SESSION))
          .contains(BindingFault.NOT_THE_MECHANISM);
    }
  }

  @Test
  void shouldRefuseABindingThatTheSessionDoesNotHave() {
    for (String type : List.of("tls-unique", "TLS-EXPORTER", "x")) {
      assertThat(
              ScramFirst.read("p=" + type + ",,n=user,r=abc")
                  .orElseThrow()
                  .faultUnder(true, true, SESSION))
          .as(type)
          .contains(BindingFault.UNKNOWN_BINDING);
    }
    assertThat(
            ScramFirst.read("p=tls-exporter,,n=user,r=abc")
                .orElseThrow()
                .faultUnder(true, true, ChannelBindings.NONE))
        .contains(BindingFault.UNKNOWN_BINDING);
  }

  @Test
  void shouldNotShowTheSecretOfASessionToALog() {
    assertThat(SESSION.toString()).isEqualTo("ChannelBindings[TLS_EXPORTER, TLS_SERVER_END_POINT]");
  }

  private static ScramChallenge challenge(ScramFirst first) {
    return first.challenge(Optional.of(KEYS), SESSION, SECRET, 4096, RANDOM);
  }

  private static String nonce(ScramChallenge challenge) {
    return challenge.text().substring(2, challenge.text().indexOf(','));
  }

  private static ScramClient client(String type, byte[] data) {
    return ScramClient.builder()
        .advertisedMechanisms(List.of("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"))
        .username("user")
        .password("pencil".toCharArray())
        .channelBinding(type, data)
        .build();
  }
}
