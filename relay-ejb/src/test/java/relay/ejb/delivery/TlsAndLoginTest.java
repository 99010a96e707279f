package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.delivery.Act.reply;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.delivery.Act;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.Stage;
import relay.domain.mail.MailOptions;
import relay.domain.routing.Smarthost.TlsMode;

class TlsAndLoginTest {
  private static final String TRUSTED = ScriptedServer.certificateFile().toString();
  private static final MailOptions REQUIRE_TLS = MailOptions.needing(false, false, true);
  private final ScriptedServer server = ScriptedServer.start().offers("PIPELINING", "STARTTLS");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldEncryptWithAnyCertificateWhenOpportunistic() {
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC)) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().code()).isEqualTo(250);
      assertThat(server.mails().get(0).encrypted()).isTrue();
      assertThat(reply.host().tls()).hasValueSatisfying(t -> assertThat(t).startsWith("TLSv1.3 "));
      assertThat(server.commands())
          .startsWith("EHLO client.example", "STARTTLS", "EHLO client.example");
    }
  }

  @Test
  void shouldGoOnInClearTextWhenNoTlsIsOffered() {
    server.offers("PIPELINING");
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC)) {
      assertThat(sending.mail("bob@example.org").get(0).reply().code()).isEqualTo(250);
      assertThat(server.mails().get(0).encrypted()).isFalse();
    }
  }

  @Test
  void shouldNotGoToTheSameHostInClearTextAfterAFailedHandshake() {
    server.on("STARTTLS", Act.replyAndDrop("220 go"));
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC)) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().toString()).startsWith("454 4.7.5 TLS failed");
      assertThat(server.mails()).isEmpty();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void shouldGoThereInClearTextWhenTheSettingSaysSo() {
    server.on("STARTTLS", Act.replyAndDrop("220 go"));
    try (var sending =
        Sending.to(server)
            .tls(TlsMode.OPPORTUNISTIC)
            .set("delivery.clear-text-after-failed-tls", "true")) {
      assertThat(sending.mail("bob@example.org").get(0).reply().code()).isEqualTo(250);
      assertThat(server.mails().get(0).encrypted()).isFalse();
    }
  }

  @Test
  void shouldRefuseAnUnknownCertificateWhenTlsIsRequired() {
    try (var sending = Sending.to(server).tls(TlsMode.REQUIRED)) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().toString())
          .isEqualTo("454 4.7.5 TLS failed: no trusted authority vouches for the certificate");
      assertThat(reply.stage()).isEqualTo(Stage.TLS);
      assertThat(server.mails()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"REQUIRED", "IMPLICIT"})
  void shouldTakeACertificateOfAnAuthorityOfTheOperator(TlsMode mode) {
    if (mode == TlsMode.IMPLICIT) {
      server.implicitTls();
    }
    try (var sending = Sending.to(server).tls(mode).set("delivery.trust-anchors", TRUSTED)) {
      assertThat(sending.mail("bob@example.org").get(0).reply().code()).isEqualTo(250);
      assertThat(server.mails().get(0).encrypted()).isTrue();
    }
  }

  @Test
  void shouldRefuseATrustedCertificateForAnotherName() {
    try (var sending =
        Sending.to(server)
            .host("other.example")
            .tls(TlsMode.REQUIRED)
            .set("delivery.trust-anchors", TRUSTED)) {
      assertThat(sending.mail("bob@example.org").get(0).reply().toString())
          .startsWith("454 4.7.5 TLS failed");
    }
  }

  @ParameterizedTest
  @CsvSource({"PIPELINING, 220 go", "STARTTLS, 454 not now"})
  void shouldNotSendInClearTextWhenTlsIsRequired(String offered, String answer) {
    server.offers(offered).on("STARTTLS", reply(answer));
    try (var sending = Sending.to(server).tls(TlsMode.REQUIRED)) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().toString()).startsWith("454 4.7.");
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void shouldIgnoreWhatWasSaidInClearTextBehindTheAnswerToStarttls() {
    server.on("STARTTLS", Act.octets("220 go\r\n250-mx.example\r\n250 AUTH PLAIN\r\n"));
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC)) {
      assertThat(sending.mail("bob@example.org").get(0).reply().code()).isEqualTo(250);
      assertThat(server.mails().get(0).encrypted()).isTrue();
    }
  }

  @Test
  void shouldNotUseAnEncryptedConnectionOfAnotherPolicy() {
    try (var sending = Sending.to(server).tls(TlsMode.NONE)) {
      sending.mail("bob@example.org");
      sending.tls(TlsMode.OPPORTUNISTIC).mail("bob@example.org");

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void shouldSayWhichSettingIsWrongWhenTheTrustAnchorsCannotBeRead() {
    try (var sending = Sending.to(server)) {
      sending.set("delivery.trust-anchors", "/no/such/file");

      assertThatThrownBy(sending::client)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("delivery.trust-anchors = /no/such/file");
      sending.set("delivery.trust-anchors", "");
    }
  }

  @Test
  void shouldLogInWithPlainUnderTls() {
    server.offers("STARTTLS", "AUTH LOGIN PLAIN");
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC).login("me", "secret")) {
      assertThat(sending.mail("bob@example.org").get(0).reply().code()).isEqualTo(250);
      assertThat(server.commands()).contains("AUTH PLAIN AG1lAHNlY3JldA==");
    }
  }

  @Test
  void shouldLogInWithLoginWherePlainIsNotOffered() {
    server.offers("STARTTLS", "AUTH LOGIN").on("AUTH LOGIN", reply("334 VXNlcm5hbWU6"));
    server.on("bWU=", reply("334 UGFzc3dvcmQ6")).on("c2VjcmV0", reply("235 2.7.0 ok"));
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC).login("me", "secret")) {
      assertThat(sending.mail("bob@example.org").get(0).reply().code()).isEqualTo(250);
    }
  }

  @Test
  void shouldNeverSendAPasswordInClearText() {
    server.offers("AUTH PLAIN LOGIN");
    try (var sending = Sending.to(server).login("me", "secret")) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().toString()).startsWith("454 4.7.11");
      assertThat(server.commands()).noneMatch(c -> c.startsWith("AUTH"));
    }
  }

  @Test
  void shouldSendItToThisMachineWhenTheSettingSaysSo() {
    server.offers("AUTH PLAIN");
    try (var sending =
        Sending.to(server)
            .login("me", "secret")
            .set("delivery.clear-text-login-on-loopback", "true")) {
      assertThat(sending.mail("bob@example.org").get(0).reply().code()).isEqualTo(250);
    }
  }

  @Test
  void shouldKeepTheMailWaitingWhenThePasswordIsWrong() {
    server.offers("STARTTLS", "AUTH PLAIN").on("AUTH", reply("535 5.7.8 wrong"));
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC).login("me", "secret")) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().toString()).startsWith("454 4.7.8").contains("535 5.7.8 wrong");
      assertThat(reply.stage()).isEqualTo(Stage.AUTH);
    }
  }

  @Test
  void shouldSendMailThatRequiresTlsOnlyWhereItIsPromised() {
    try (var sending =
        Sending.to(server)
            .tls(TlsMode.OPPORTUNISTIC)
            .options(REQUIRE_TLS)
            .set("delivery.trust-anchors", TRUSTED)) {
      List<RecipientReply> without = sending.mail("bob@example.org");
      server.offers("STARTTLS", "REQUIRETLS");
      sending.client().close();
      List<RecipientReply> with = sending.mail("bob@example.org");

      assertThat(without.get(0).reply().toString()).startsWith("550 5.7.30");
      assertThat(with.get(0).reply().code()).isEqualTo(250);
      assertThat(server.mails().get(0).commands().get(0)).endsWith(" REQUIRETLS");
    }
  }

  @Test
  void shouldSendMailThatRequiresTlsToAMailExchangerOnlyWhenItsNameIsProven() {
    server.offers("STARTTLS", "REQUIRETLS");
    try (var forgeable =
            Sending.to(server)
                .options(REQUIRE_TLS)
                .set("delivery.trust-anchors", TRUSTED)
                .byMx(false);
        var proven =
            Sending.to(server)
                .options(REQUIRE_TLS)
                .set("delivery.trust-anchors", TRUSTED)
                .byMx(true)) {
      RecipientReply refused = forgeable.mail("bob@example.org").get(0);
      int connections = server.connections();
      RecipientReply taken = proven.mail("bob@example.org").get(0);

      assertThat(refused.reply().toString()).startsWith("550 5.7.30");
      assertThat(connections).isZero();
      assertThat(taken.reply().code()).isEqualTo(250);
    }
  }

  @Test
  void shouldEndMailThatRequiresTlsWhereNoneCanBeHad() {
    server.offers("REQUIRETLS");
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC).options(REQUIRE_TLS)) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().toString()).startsWith("550 5.7.10");
      assertThat(reply.reply().local()).isTrue();
    }
  }

  @Test
  void shouldTryTheNextHostForMailThatRequiresTls() {
    server.offers("STARTTLS");
    try (var second = ScriptedServer.start();
        var sending =
            Sending.to(server, second)
                .tls(TlsMode.OPPORTUNISTIC)
                .options(REQUIRE_TLS)
                .set("delivery.trust-anchors", TRUSTED)) {
      second.offers("STARTTLS", "REQUIRETLS");

      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().code()).isEqualTo(250);
      assertThat(second.mails()).hasSize(1);
    }
  }
}
