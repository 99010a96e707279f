package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Act.reply;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.Stage;
import relay.domain.routing.AuthKind;
import relay.domain.routing.Smarthost.TlsMode;

/** How we say who we are, as a target demands. */
class LoginKindTest {
  private static final String PASSWORD = "a secret that must not go out";
  private final ScriptedServer server = ScriptedServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, PLAIN LOGIN, AUTH PLAIN",
    "AUTO, LOGIN, AUTH LOGIN",
    "PLAIN, PLAIN LOGIN, AUTH PLAIN",
    "LOGIN, PLAIN LOGIN, AUTH LOGIN",
    "SCRAM_SHA_256, PLAIN SCRAM-SHA-256, AUTH SCRAM-SHA-256"
  })
  void shouldUseTheMechanismThatTheTargetDemands(AuthKind kind, String offered, String begins) {
    server.offers("STARTTLS", "AUTH " + offered);
    try (var sending = sending(kind)) {
      sending.mail("a@one.example");

      assertThat(server.commands()).anyMatch(c -> c.startsWith(begins));
      assertThat(server.commands()).filteredOn(c -> c.startsWith("AUTH")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, LOGIN, the server does not offer AUTH PLAIN",
    "LOGIN, PLAIN, the server does not offer AUTH LOGIN",
    "SCRAM_SHA_256, PLAIN LOGIN, the server does not offer AUTH SCRAM-SHA-256",
    "AUTO, CRAM-MD5, the server offers neither AUTH PLAIN nor LOGIN"
  })
  void shouldNotFallBackToAnotherMechanism(AuthKind kind, String offered, String why) {
    server.offers("STARTTLS", "AUTH " + offered);
    try (var sending = sending(kind)) {
      RecipientReply said = sending.mail("a@one.example").get(0);

      assertThat(said.reply().toString()).isEqualTo("454 4.7.4 " + why);
      assertThat(said.stage()).isEqualTo(Stage.AUTH);
      assertThat(server.commands()).noneMatch(c -> c.startsWith("AUTH"));
    }
  }

  @Test
  void shouldGiveNoMailToAServerThatTakesTheLoginWithoutProof() {
    server.offers("STARTTLS", "AUTH SCRAM-SHA-256").on("AUTH", reply("235 2.7.0 welcome"));
    try (var sending = sending(AuthKind.SCRAM_SHA_256)) {
      RecipientReply said = sending.mail("a@one.example").get(0);

      assertThat(said.reply().toString()).startsWith("454 4.7.8 the server did not prove");
      assertThat(server.mails()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "r=other,s=QSXCR+Q6sek8bf92,i=4096", "r=x", "*", "r=x,s=AAAA,i=99999999"})
  void shouldNotAnswerAChallengeThatIsNone(String challenge) {
    String base64 = Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.UTF_8));
    server.offers("STARTTLS", "AUTH SCRAM-SHA-256").on("AUTH", reply("334 " + base64));
    try (var sending = sending(AuthKind.SCRAM_SHA_256)) {
      RecipientReply said = sending.mail("a@one.example").get(0);

      assertThat(said.reply().toString()).startsWith("454 4.7.8 the server cannot be logged in");
      assertThat(server.mails()).isEmpty();
      assertThat(String.join("\n", server.commands())).doesNotContain(PASSWORD);
    }
  }

  @Test
  void shouldKeepMailWaitingWhenTheServerRefusesTheLogin() {
    server.offers("STARTTLS", "AUTH SCRAM-SHA-256").on("AUTH", reply("535 5.7.8 who are you"));
    try (var sending = sending(AuthKind.SCRAM_SHA_256)) {
      RecipientReply said = sending.mail("a@one.example").get(0);

      assertThat(said.reply().isTemporary()).isTrue();
      assertThat(said.reply().toString()).contains("535 5.7.8 who are you");
    }
  }

  private Sending sending(AuthKind kind) {
    return Sending.to(server)
        .tls(TlsMode.REQUIRED)
        .login("me", PASSWORD, kind)
        .set("delivery.trust-anchors", ScriptedServer.certificateFile().toString());
  }
}
