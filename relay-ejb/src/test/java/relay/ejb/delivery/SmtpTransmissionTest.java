package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.delivery.Act.reply;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.Stage;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;

class SmtpTransmissionTest {
  private final ScriptedServer server = ScriptedServer.start();
  private final ScriptedServer second = ScriptedServer.start();

  @AfterEach
  void stop() {
    server.close();
    second.close();
  }

  @Test
  void shouldDeliverToAServerWithPipelining() {
    try (var sending = Sending.to(server)) {
      List<RecipientReply> replies = sending.mail("bob@example.org", "carol@example.org");

      assertThat(replies).extracting(r -> r.reply().code()).containsExactly(250, 250);
      assertThat(replies).extracting(RecipientReply::stage).containsOnly(Stage.FINAL_DOT);
      assertThat(server.mails()).hasSize(1);
      assertThat(server.mails().get(0).content()).isEqualTo(Sending.CONTENT);
      assertThat(server.commands())
          .containsExactly(
              "EHLO client.example",
              "MAIL FROM:<alice@client.example> SIZE=26",
              "RCPT TO:<bob@example.org>",
              "RCPT TO:<carol@example.org>",
              "DATA");
    }
  }

  @Test
  void shouldDeliverToAServerThatKnowsOnlyHelo() {
    server.on("EHLO", reply("502 5.5.1 what?"));
    try (var sending = Sending.to(server)) {
      List<RecipientReply> replies = sending.mail("bob@example.org");

      assertThat(replies.get(0).reply().code()).isEqualTo(250);
      assertThat(server.commands()).contains("MAIL FROM:<alice@client.example>");
    }
  }

  @Test
  void shouldSayForEachRecipientWhatTheServerSaidAboutIt() {
    server
        .on("RCPT TO:<bob", reply("550 5.1.1 no bob"))
        .on("RCPT TO:<dan", reply("450 4.2.1 wait"));
    try (var sending = Sending.to(server)) {
      List<RecipientReply> replies =
          sending.mail("bob@example.org", "carol@example.org", "dan@example.org");

      assertThat(replies)
          .extracting(r -> r.reply().toString())
          .containsExactly("550 5.1.1 no bob", "250 2.0.0 taken", "450 4.2.1 wait");
      assertThat(server.mails().get(0).commands())
          .contains("RCPT TO:<carol@example.org>")
          .hasSize(2);
    }
  }

  @Test
  void shouldSendALoneDotWhenDataIsAcceptedThoughNobodyWas() {
    server.on("RCPT", reply("550 5.1.1 nobody")).on("DATA", reply("354 go on"));
    server.on(ScriptedServer.DOT, reply("554 5.5.1 no valid recipients"));
    try (var sending = Sending.to(server)) {
      List<RecipientReply> first = sending.mail("bob@example.org");
      server.on("RCPT", reply("250 2.1.5 ok")).on(ScriptedServer.DOT, reply("250 2.0.0 ok"));
      List<RecipientReply> next = sending.mail("carol@example.org");

      assertThat(first.get(0).reply().toString()).isEqualTo("550 5.1.1 nobody");
      assertThat(next.get(0).reply().code()).isEqualTo(250);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.mails().get(0).content()).isEqualTo(Sending.CONTENT);
    }
  }

  @Test
  void shouldResetBeforeTheNextMailWhenATransactionWasLeftOpen() {
    server.on("RCPT TO:<bob", reply("550 5.1.1 no bob"));
    try (var sending = Sending.to(server)) {
      sending.mail("bob@example.org");
      List<RecipientReply> next = sending.mail("carol@example.org");

      assertThat(next.get(0).reply().code()).isEqualTo(250);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.commands())
          .containsSubsequence("DATA", "RSET", "RCPT TO:<carol@example.org>");
    }
  }

  @Test
  void shouldNotResetBetweenMailsThatWentWell() {
    try (var sending = Sending.to(server)) {
      sending.mail("bob@example.org");
      List<RecipientReply> next = sending.mail("carol@example.org");

      assertThat(next.get(0).host().reused()).isTrue();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.commands()).doesNotContain("RSET");
    }
  }

  @Test
  void shouldAskTheNextHostWhenTheFirstCannotBeTalkedTo() {
    server.on(ScriptedServer.GREETING, reply("554 5.3.2 go away"));
    try (var sending = Sending.to(server, second)) {
      List<RecipientReply> replies = sending.mail("bob@example.org");

      assertThat(replies.get(0).reply().code()).isEqualTo(250);
      assertThat(second.mails()).hasSize(1);
    }
  }

  @Test
  void shouldKeepMailThatTheOnlyServerOfARouteLetsInNoMore() {
    server.on(ScriptedServer.GREETING, reply("554 5.3.2 go away"));
    try (var sending = Sending.to(server)) {
      RecipientReply said = sending.mail("bob@example.org").get(0);

      assertThat(said.reply().toString())
          .isEqualTo("451 4.7.1 the server lets us in no more: 554 5.3.2 go away");
      assertThat(said.stage()).isEqualTo(Stage.GREETING);
    }
  }

  @Test
  void shouldNotAskTheNextHostAboutARecipientThatTheFirstRefusedForNow() {
    server.on("RCPT", reply("450 4.2.1 later"));
    try (var sending = Sending.to(server, second)) {
      List<RecipientReply> replies = sending.mail("bob@example.org");

      assertThat(replies.get(0).reply().code()).isEqualTo(450);
      assertThat(second.connections()).isZero();
    }
  }

  @Test
  void shouldAskTheNextHostAboutItWhenTheSettingSaysSo() {
    server.on("RCPT TO:<bob", reply("450 4.2.1 later"));
    try (var sending = Sending.to(server, second).set("delivery.next-host-after-refusal", "true")) {
      List<RecipientReply> replies = sending.mail("bob@example.org", "carol@example.org");

      assertThat(replies).extracting(r -> r.reply().code()).containsExactly(250, 250);
      assertThat(second.mails().get(0).commands()).hasSize(2);
    }
  }

  @Test
  void shouldSendTheRestInAFurtherTransactionWhenTheServerTakesFewer() {
    server.on(
        "RCPT", reply("250 ok"), reply("250 ok"), reply("452 4.5.3 too many"), reply("250 ok"));
    try (var sending = Sending.to(server)) {
      List<RecipientReply> replies =
          sending.mail("a@example.org", "b@example.org", "c@example.org");

      assertThat(replies).extracting(r -> r.reply().code()).containsOnly(250);
      assertThat(server.mails()).hasSize(2);
      assertThat(server.mails().get(1).commands()).contains("RCPT TO:<c@example.org>").hasSize(2);
    }
  }

  @Test
  void shouldKeepToTheRecipientLimitThatTheServerAnnounces() {
    server.offers("PIPELINING", "LIMITS RCPTMAX=2");
    try (var sending = Sending.to(server)) {
      List<RecipientReply> replies =
          sending.mail("a@example.org", "b@example.org", "c@example.org");

      assertThat(replies).extracting(r -> r.reply().code()).containsOnly(250);
      assertThat(server.mails()).extracting(m -> m.commands().size()).containsExactly(3, 2);
    }
  }

  @Test
  void shouldAskAgainOneByOneOnANewConnectionWhenTheServerLostTheThread() {
    server.on("DATA", reply("503 5.5.1 need RCPT"), reply("354 go on"));
    try (var sending = Sending.to(server)) {
      List<RecipientReply> replies = sending.mail("a@example.org", "b@example.org");

      assertThat(replies).extracting(r -> r.reply().code()).containsOnly(250);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void shouldNotRepeatToTheOthersWhatTheyGotWhenOneRecipientConfusedTheServer() {
    server.on("RCPT TO:<b@", reply("503 5.5.1 need MAIL"), reply("250 ok"));
    try (var sending = Sending.to(server)) {
      List<RecipientReply> replies =
          sending.mail("a@example.org", "b@example.org", "c@example.org");

      assertThat(replies).extracting(r -> r.reply().code()).containsOnly(250);
      assertThat(server.mails()).extracting(m -> m.commands().size()).containsExactly(3, 2);
    }
  }

  @Test
  void shouldGiveMailWithATimeLimitToAHostThatKeepsIt() {
    var limit = new DeliverBy(Instant.now().plusSeconds(600), true, false);
    second.offers("PIPELINING", "DELIVERBY 30");
    try (var alone = Sending.to(server).options(within(limit));
        var both = Sending.to(server, second).options(within(limit))) {
      RecipientReply nobody = alone.mail("bob@example.org").get(0);
      RecipientReply taken = both.mail("bob@example.org").get(0);

      assertThat(nobody.reply().toString()).startsWith("554 5.4.7");
      assertThat(server.mails()).isEmpty();
      assertThat(taken.reply().code()).isEqualTo(250);
      assertThat(taken.deadlineTaken()).isTrue();
      assertThat(second.mails().get(0).commands().get(0)).matches(".* BY=(59\\d|600);R");
    }
  }

  private static MailOptions within(DeliverBy limit) {
    return new MailOptions(
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        Optional.of(limit),
        Optional.empty(),
        0,
        Optional.empty());
  }

  @Test
  void shouldStuffDotsAndEndTheLastLine() {
    String content = ".first\r\n..second\r\n.\r\nlast without end";
    try (var sending = Sending.to(server).content(content).addedFields("X: y\r\n")) {
      List<RecipientReply> replies = sending.mail("bob@example.org");

      assertThat(replies.get(0).reply().code()).isEqualTo(250);
      assertThat(server.mails().get(0).content()).isEqualTo("X: y\r\n" + content + "\r\n");
    }
  }

  @Test
  void shouldCallBeforeTheFinalDotOnceForAllTransactions() {
    var calls = new AtomicInteger();
    try (var sending =
        Sending.to(server)
            .set("delivery.recipients-per-transaction-max", "1")
            .beforeFinalDot(calls::incrementAndGet)) {
      sending.mail("a@example.org", "b@example.org");

      assertThat(server.mails()).hasSize(2);
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void shouldSendNothingOfTheContentWhenTheAnnouncementFails() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("journal full");
        };
    try (var sending = Sending.to(server).beforeFinalDot(failing)) {
      assertThatThrownBy(() -> sending.mail("bob@example.org")).hasMessage("journal full");

      assertThat(server.mails()).isEmpty();
      assertThat(sending.client().connectionsOpen()).isZero();
    }
  }

  @Test
  void shouldNotCallBeforeTheFinalDotWhenNobodyWasAccepted() {
    var calls = new AtomicInteger();
    server.on("RCPT", reply("550 5.1.1 nobody"));
    try (var sending = Sending.to(server).beforeFinalDot(calls::incrementAndGet)) {
      sending.mail("bob@example.org");

      assertThat(calls).hasValue(0);
    }
  }
}
