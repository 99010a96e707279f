package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.client.ScramClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relay.domain.authentication.ScramKeys;
import relay.domain.secret.PasswordHash;

/** AUTH by other means than a bare password, as it looks on the wire. */
@Timeout(180)
class AuthMechanismsTest {
  static final String PASSWORD = "wonderland";
  static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1, 1);

  @Test
  void shouldLogInWithScramAndProveItself() throws Exception {
    try (var adapter = withScram();
        Talk talk = ready(adapter)) {
      ScramClient client = client(PASSWORD);

      String challenge =
          talk.ask("AUTH SCRAM-SHA-256 " + base64(client.clientFirstMessage().toString()));
      client.serverFirstMessage(text334(challenge));
      String proof = talk.ask(base64(client.clientFinalMessage().toString()));
      client.serverFinalMessage(text334(proof));

      assertThat(talk.ask("")).startsWith("235 2.7.0");
      assertThat(talk.ask("MAIL FROM:<a@sender.test>")).startsWith("250");
    }
  }

  @Test
  void shouldAskForTheFirstMessageWhenItDoesNotComeWithTheCommand() throws Exception {
    try (var adapter = withScram();
        Talk talk = ready(adapter)) {
      assertThat(talk.ask("AUTH SCRAM-SHA-256")).isEqualTo("334 ");
      assertThat(text334(talk.ask(base64("n,,n=alice,r=abc")))).startsWith("r=abc");
      assertThat(talk.ask("*")).startsWith("501 5.7.0");
    }
  }

  @Test
  void shouldDenyAWrongPasswordAndAnUnknownUserAlike() throws Exception {
    try (var adapter = withScram();
        Talk talk = ready(adapter)) {
      ScramClient wrong = client("guess");
      wrong.serverFirstMessage(
          text334(talk.ask("AUTH SCRAM-SHA-256 " + base64(wrong.clientFirstMessage().toString()))));
      String denied = talk.ask(base64(wrong.clientFinalMessage().toString()));
      String asked = text334(talk.ask("AUTH SCRAM-SHA-256 " + base64("n,,n=ghost,r=abc")));
      String nobody =
          talk.ask(
              base64(
                  "c=biws,r="
                      + asked.substring(2, asked.indexOf(','))
                      + ",p="
                      + "A".repeat(43)
                      + "="));

      assertThat(denied).startsWith("535 5.7.8").isEqualTo(nobody);
    }
  }

  @Test
  void shouldNotLogInWhoDoesNotWantTheServersProof() throws Exception {
    try (var adapter = withScram();
        Talk talk = ready(adapter)) {
      ScramClient client = client(PASSWORD);
      client.serverFirstMessage(
          text334(
              talk.ask("AUTH SCRAM-SHA-256 " + base64(client.clientFirstMessage().toString()))));
      talk.ask(base64(client.clientFinalMessage().toString()));

      assertThat(talk.ask("*")).startsWith("501 5.7.0");
      assertThat(talk.ask("MAIL FROM:<a@sender.test>")).startsWith("530");
    }
  }

  @Test
  void shouldRefuseMessagesThatAreNone() throws Exception {
    try (var adapter = withScram();
        Talk talk = ready(adapter)) {
      assertThat(talk.ask("AUTH SCRAM-SHA-256 !!!")).startsWith("501 5.5.2");
      assertThat(talk.ask("AUTH SCRAM-SHA-256 " + base64("n,a=admin,n=alice,r=x")))
          .startsWith("501 5.5.2");
      assertThat(talk.ask("AUTH SCRAM-SHA-256 =")).startsWith("501 5.5.2");
      assertThat(talk.hear()).startsWith("421");
    }
  }

  @Test
  void shouldOfferScramOnlyWhenAllUsersCanUseIt() throws Exception {
    try (var adapter =
            RunningAdapter.with(
                "listener.submission.login-in-clear-from-loopback",
                "true",
                "user.alice.password-hash",
                hash());
        Talk talk = new Talk(adapter.port())) {
      talk.hear();
      assertThat(talk.ask("EHLO client.test")).contains("250-AUTH PLAIN LOGIN\n");
      assertThat(talk.ask("AUTH SCRAM-SHA-256")).startsWith("504 5.5.4");
    }
  }

  @Test
  void shouldRefusePasswordsWhereTheOperatorWantsNone() throws Exception {
    try (var adapter =
            RunningAdapter.with(
                "listener.submission.login-in-clear-from-loopback",
                "true",
                "login.mechanisms",
                "scram-sha-256",
                "user.alice.password-hash",
                hash(),
                "user.alice.scram-keys",
                keys());
        Talk talk = new Talk(adapter.port())) {
      talk.hear();
      assertThat(talk.ask("EHLO client.test")).contains("250-AUTH SCRAM-SHA-256\n");
      assertThat(talk.ask("AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=")).startsWith("534 5.7.9");
    }
  }

  private static RunningAdapter withScram() {
    return RunningAdapter.with(
        "listener.submission.login-in-clear-from-loopback",
        "true",
        "reception.loopback-relay",
        "false",
        "user.alice.password-hash",
        hash(),
        "user.alice.scram-keys",
        keys());
  }

  private static Talk ready(RunningAdapter adapter) throws Exception {
    Talk talk = adapter.talk();
    talk.hear();
    assertThat(talk.ask("EHLO client.test")).contains("SCRAM-SHA-256");
    return talk;
  }

  private static ScramClient client(String password) {
    return ScramClient.builder()
        .advertisedMechanisms(List.of("SCRAM-SHA-256"))
        .username("alice")
        .password(password.toCharArray())
        .build();
  }

  static String hash() {
    return PasswordHash.of(PASSWORD, CHEAP, new Random(1)).text();
  }

  static String keys() {
    return ScramKeys.of(PASSWORD, 4096, new SecureRandom()).text();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text334(String reply) {
    assertThat(reply).startsWith("334 ");
    return new String(Base64.getDecoder().decode(reply.substring(4)), StandardCharsets.UTF_8);
  }
}
