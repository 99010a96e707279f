package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Act.reply;
import static relay.domain.delivery.Act.replyAndDrop;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.Stage;

/** RFC 2033: LHLO, and after the content one reply for each recipient that was accepted. */
class LmtpTest {
  private final ScriptedServer server =
      ScriptedServer.start()
          .on("LHLO", reply("250-mx.example", "250-PIPELINING", "250 ENHANCEDSTATUSCODES"))
          .on("EHLO", reply("500 5.5.1 this is LMTP"))
          .on("HELO", reply("500 5.5.1 this is LMTP"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldTakeTheReplyOfEachRecipient() {
    server
        .on("RCPT TO:<b@", reply("550 5.1.1 no such user"))
        .on(
            ScriptedServer.DOT,
            reply("250 2.0.0 kept for a", "452 4.2.2 c is full", "250 2.0.0 kept for d"));
    try (var sending = Sending.to(server).byLmtp()) {
      List<RecipientReply> replies =
          sending.mail("a@one.example", "b@one.example", "c@one.example", "d@one.example");

      assertThat(replies)
          .extracting(r -> r.reply().toString())
          .containsExactly(
              "250 2.0.0 kept for a",
              "550 5.1.1 no such user",
              "452 4.2.2 c is full",
              "250 2.0.0 kept for d");
      assertThat(replies)
          .extracting(RecipientReply::stage)
          .containsExactly(Stage.FINAL_DOT, Stage.RCPT, Stage.FINAL_DOT, Stage.FINAL_DOT);
      assertThat(server.commands()).startsWith("LHLO client.example");
    }
  }

  @Test
  void shouldKeepTheRepliesThatCameBeforeTheConnectionBroke() {
    server.on(ScriptedServer.DOT, replyAndDrop("250 2.0.0 kept for a"));
    try (var sending = Sending.to(server).byLmtp()) {
      List<RecipientReply> replies = sending.mail("a@one.example", "b@one.example");

      assertThat(replies.get(0).reply().toString()).isEqualTo("250 2.0.0 kept for a");
      assertThat(replies.get(0).inDoubt()).isFalse();
      assertThat(replies.get(1).inDoubt()).isTrue();
      assertThat(replies.get(1).reply().local()).isTrue();
    }
  }

  @Test
  void shouldUseTheConnectionForTheNextMail() {
    server.on(ScriptedServer.DOT, reply("250 2.0.0 a", "250 2.0.0 b"));
    try (var sending = Sending.to(server).byLmtp()) {
      sending.mail("a@one.example", "b@one.example");
      List<RecipientReply> second = sending.mail("a@one.example", "b@one.example");

      assertThat(second).allMatch(r -> r.reply().code() == 250);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void shouldSendNoContentWhenNobodyIsAccepted() {
    server.on("RCPT", reply("550 5.1.1 no such user")).on("DATA", reply("503 5.5.1 no recipients"));
    try (var sending = Sending.to(server).byLmtp()) {
      RecipientReply said = sending.mail("a@one.example").get(0);

      assertThat(said.reply().toString()).isEqualTo("550 5.1.1 no such user");
      assertThat(said.stage()).isEqualTo(Stage.RCPT);
    }
  }

  @Test
  void shouldNotSpeakSmtpToAServerThatRefusesLhlo() {
    server.on("LHLO", reply("500 5.5.1 this is SMTP"));
    try (var sending = Sending.to(server).byLmtp()) {
      RecipientReply said = sending.mail("a@one.example").get(0);

      assertThat(said.stage()).isEqualTo(Stage.EHLO);
      assertThat(said.reply().toString()).contains("this is SMTP");
      assertThat(server.commands()).noneMatch(c -> c.startsWith("HELO") || c.startsWith("EHLO"));
    }
  }
}
