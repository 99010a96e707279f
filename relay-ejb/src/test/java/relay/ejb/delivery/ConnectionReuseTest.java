package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static relay.domain.delivery.Act.reply;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.Act;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;

class ConnectionReuseTest {
  private final ScriptedServer server = ScriptedServer.start();
  private final ScriptedServer other = ScriptedServer.start();

  @AfterEach
  void stop() {
    server.close();
    other.close();
  }

  @Test
  void shouldSendOverAnotherConnectionWhenTheKeptOneHasDied() {
    try (var sending = Sending.to(server)) {
      sending.mail("bob@example.org");
      server.dropAll();
      List<RecipientReply> replies = sending.mail("bob@example.org");

      assertThat(replies.get(0).reply().code()).isEqualTo(250);
      assertThat(replies.get(0).host().reused()).isFalse();
      assertThat(server.mails()).hasSize(2);
    }
  }

  @Test
  void shouldSendOverAnotherConnectionWhenTheKeptOneIsToldToGo() {
    server.on(
        "MAIL", reply("250 ok"), Act.replyAndDrop("421 4.4.2 idle too long"), reply("250 ok"));
    try (var sending = Sending.to(server)) {
      sending.mail("bob@example.org");
      List<RecipientReply> replies = sending.mail("bob@example.org");

      assertThat(replies.get(0).reply().code()).isEqualTo(250);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void shouldNotTryAThirdConnection() {
    server.on("MAIL", reply("250 ok"), Act.drop());
    try (var sending = Sending.to(server)) {
      sending.mail("bob@example.org");
      List<RecipientReply> replies = sending.mail("bob@example.org");

      assertThat(replies.get(0).reply().code()).isEqualTo(451);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void shouldCloseAConnectionThatCarriedItsShare() {
    try (var sending = Sending.to(server).set("delivery.mails-per-connection-max", "2")) {
      for (int i = 0; i < 5; i++) {
        sending.mail("bob@example.org");
      }

      assertThat(server.connections()).isEqualTo(3);
      // Nobody waits for the farewell.
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(server.commands()).filteredOn("QUIT"::equals).hasSize(2));
    }
  }

  @Test
  void shouldKeepToTheMailLimitThatTheServerAnnounces() {
    server.offers("PIPELINING", "LIMITS MAILMAX=1");
    try (var sending = Sending.to(server)) {
      sending.mail("bob@example.org");
      sending.mail("bob@example.org");

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void shouldKeepNoMoreConnectionsThanAllowed() {
    try (var sending = Sending.to(server).set("delivery.connections-kept-max", "1");
        var toOther = Sending.to(other)) {
      sending.mail("bob@example.org");
      sending.toPort(other.port()).withoutFirstHost().mail("bob@example.org");

      assertThat(sending.client().connectionsKept()).isEqualTo(1);
      assertThat(sending.client().connectionsOpen()).isEqualTo(1);
      assertThat(toOther.client().connectionsOpen()).isZero();
    }
  }

  @Test
  void shouldCloseWhatWasIdleForTooLong() {
    try (var sending = Sending.to(server).set("delivery.connection-idle-max", "100ms")) {
      sending.mail("bob@example.org");

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                sending.client().sweep();
                return sending.client().connectionsOpen() == 0;
              });
      assertThat(sending.client().connectionsKept()).isZero();
    }
  }

  @Test
  void shouldNotKeepAConnectionOnWhichTheServerTalksUnasked() {
    server.on(ScriptedServer.DOT, reply("250 2.0.0 ok", "250 2.0.0 and more"));
    try (var sending = Sending.to(server)) {
      sending.mail("bob@example.org");

      assertThat(sending.client().connectionsKept()).isZero();
    }
  }

  @Test
  void shouldSendNothingWhenThereAreMoreAnswersThanCommands() {
    server.on("DATA", reply("354 go on", "250 2.0.0 taken already"));
    try (var sending = Sending.to(server)) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().code()).isEqualTo(451);
      assertThat(reply.inDoubt()).isFalse();
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void shouldEndAWriteThatTheServerNeverTakes() {
    server.on("DATA", new Act(reply("354 go on").octets(), Act.Then.SLEEP));
    String large = "x".repeat(998) + "\r\n";
    try (var sending =
        Sending.to(server)
            .content(large.repeat(30_000))
            .set("delivery.content-block-timeout", "300ms")) {
      var sweeping = Sweeping.of(sending.client());
      RecipientReply reply = sending.mail("bob@example.org").get(0);
      sweeping.stop();

      assertThat(reply.reply().toString()).startsWith("451 4.4.2 no answer to the content in time");
      assertThat(reply.inDoubt()).isFalse();
    }
  }

  @Test
  void shouldEndTheAttemptAtItsDeadline() {
    server.on("EHLO", Act.stall());
    other.on("EHLO", Act.stall());
    try (var sending = Sending.to(server, other).set("delivery.attempt-timeout", "300ms")) {
      long begin = System.nanoTime();
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().code()).isEqualTo(451);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void shouldNotReadEndlessReplies() {
    for (String endless : List.of("250-more\r\n", "2222222222222222")) {
      server.on("EHLO", Act.forEver(endless));
      try (var sending = Sending.to(server)) {
        assertThat(sending.mail("bob@example.org").get(0).reply().toString())
            .startsWith("451 4.5.0 unusable answer to EHLO");
      }
    }
  }

  @Test
  void shouldTakeARefusalSaidInTheMiddleOfTheContentForTheReply() {
    server.on("DATA", Act.reply("354 go on")).on(ScriptedServer.DOT, reply("552 5.3.4 too big"));
    try (var sending = Sending.to(server)) {
      RecipientReply reply = sending.mail("bob@example.org").get(0);

      assertThat(reply.reply().toString()).isEqualTo("552 5.3.4 too big");
      assertThat(reply.inDoubt()).isFalse();
    }
  }
}
