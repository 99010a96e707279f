package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Act.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.Allowance;
import relay.domain.delivery.IdleRoom;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;

/** Limits of a flow that are kept while mail is carried, over loopback. */
class AllowanceTest {
  private final ScriptedServer server = ScriptedServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldCloseAConnectionThatCarriedWhatTheFlowAllows() {
    var allowed = new Recorded(2, 100);
    try (var sending = Sending.to(server).within(allowed)) {
      for (int i = 0; i < 5; i++) {
        sending.mail("bob@example.org");
      }
    }

    assertThat(server.mails()).hasSize(5);
    assertThat(server.connections()).isEqualTo(3);
    assertThat(allowed.connections).isEqualTo(3);
  }

  @Test
  void shouldPutNoMoreRecipientsIntoATransactionThanTheFlowAllows() {
    try (var sending = Sending.to(server).within(new Recorded(100, 2))) {
      List<RecipientReply> replies = sending.mail(recipients(5));

      assertThat(replies).extracting(r -> r.reply().code()).containsOnly(250);
    }

    assertThat(server.mails()).hasSize(3);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldAskForFewerFromThenOnWhenAServerTakesFewer() {
    server.on(
        "RCPT",
        reply("250 ok"),
        reply("250 ok"),
        reply("452 4.5.3 too many"),
        reply("452 4.5.3 too many"),
        reply("452 4.5.3 too many"),
        reply("250 ok"));
    var allowed = new Recorded(100, 100);
    try (var sending = Sending.to(server).within(allowed)) {
      List<RecipientReply> replies = sending.mail(recipients(5));

      assertThat(replies).extracting(r -> r.reply().code()).containsOnly(250);
    }

    assertThat(allowed.tooMany).containsExactly(2);
    assertThat(server.commands().stream().filter(c -> c.startsWith("MAIL"))).hasSize(3);
    // Five at first, then two and one: nobody is asked about in vain again.
    assertThat(server.commands().stream().filter(c -> c.startsWith("RCPT"))).hasSize(8);
  }

  @Test
  void shouldCloseAKeptConnectionWhereTheFlowHasNoRoomForItBesideANewOne() {
    var room = new AtomicInteger();
    try (var other = ScriptedServer.start();
        var sending = Sending.to(server, other).within(new Recorded(100, 100).room(room))) {
      sending.mail("bob@example.org");
      assertThat(sending.client().connectionsKept()).isEqualTo(1);

      sending.withoutFirstHost().mail("bob@example.org");

      assertThat(other.connections()).isEqualTo(1);
      assertThat(sending.client().connectionsKept()).isEqualTo(1);
      assertThat(sending.client().connectionsOpen()).isEqualTo(1);
    }
  }

  @Test
  void shouldKeepAConnectionForEachHostWhereTheFlowHasRoom() {
    var room = new AtomicInteger(1);
    try (var other = ScriptedServer.start();
        var sending = Sending.to(server, other).within(new Recorded(100, 100).room(room))) {
      sending.mail("bob@example.org");
      sending.withoutFirstHost().mail("bob@example.org");

      assertThat(sending.client().connectionsKept()).isEqualTo(2);
    }
  }

  @Test
  void shouldCloseWhatIsKeptWhenTheLimitFalls() {
    var room = new AtomicInteger(5);
    try (var sending = Sending.to(server).within(new Recorded(100, 100).room(room))) {
      sending.mail("bob@example.org");
      sending.client().makeRoom();
      assertThat(sending.client().connectionsKept()).isEqualTo(1);

      room.set(0);
      sending.client().makeRoom();

      assertThat(sending.client().connectionsKept()).isZero();
    }
  }

  private static String[] recipients(int count) {
    return IntStream.range(0, count).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);
  }

  /** Limits, and what was told. */
  private static final class Recorded implements Allowance {
    private final int mails;
    private final int recipients;
    private final List<Integer> tooMany = new ArrayList<>();
    private int connections;
    private Optional<IdleRoom> room = Optional.empty();

    Recorded(int mails, int recipients) {
      this.mails = mails;
      this.recipients = recipients;
    }

    Recorded room(AtomicInteger most) {
      room = Optional.of(new IdleRoom("site:mx.example", most::get));
      return this;
    }

    @Override
    public int mailsPerConnection() {
      return mails;
    }

    @Override
    public int recipientsPerTransaction() {
      return recipients;
    }

    @Override
    public Optional<IdleRoom> idleRoom() {
      return room;
    }

    @Override
    public void connecting() {
      connections++;
    }

    @Override
    public void tooManyRecipients(int accepted) {
      tooMany.add(accepted);
    }
  }
}
