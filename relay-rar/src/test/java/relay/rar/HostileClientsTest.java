package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Too much, too slow, too many, half a mail: refused, bounded, and nothing is left behind. */
@Timeout(300)
class HostileClientsTest {
  private static final String LINE = "x".repeat(998) + "\r\n";

  @Test
  void shouldHearAnOversizeMailOutAndRefuseIt() throws IOException {
    try (var adapter = RunningAdapter.with("reception.size-max", "64KB");
        Talk talk = adapter.talk()) {
      talk.ready();
      talk.ask("DATA");
      talk.say(LINE.repeat(100) + "RSET\r\nMAIL FROM:<evil@x.test>\r\n.\r\n");

      assertThat(talk.hear()).startsWith("552 5.3.4");
      assertThat(talk.ask("NOOP")).startsWith("250 2.0.0 ok");
      assertThat(adapter.application.mails).isEmpty();
      assertThat(adapter.listeners().memoryTaken()).isZero();
    }
  }

  @Test
  void shouldNotHearOutWhatIsFarTooLarge() throws IOException {
    try (var adapter = RunningAdapter.with("reception.size-max", "64KB");
        Talk talk = adapter.talk()) {
      talk.ready();
      talk.ask("DATA");
      talk.say(LINE.repeat(1200));

      assertThat(talk.hear()).startsWith("552 5.3.4");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldRefuseOversizeChunksWhileTheyStream() throws IOException {
    try (var adapter = RunningAdapter.with("reception.size-max", "64KB");
        Talk talk = adapter.talk()) {
      talk.ready();
      talk.say("BDAT 60000\r\n" + LINE.repeat(60));
      assertThat(talk.hear()).startsWith("250 2.0.0");
      talk.say("BDAT 60000 LAST\r\n" + LINE.repeat(60));
      assertThat(talk.hear()).startsWith("552 5.3.4");
      assertThat(talk.ask("BDAT 99999999999 LAST")).startsWith("552 5.3.4");
      assertThat(talk.isOver()).isTrue();
      assertThat(adapter.application.mails).isEmpty();
    }
  }

  @Test
  void shouldKeepALargeMailInAFileThatGoesAwayWithIt() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.memory-per-mail-max", "16KB")) {
      String body = LINE.repeat(200);
      try (Talk talk = adapter.talk()) {
        talk.ready();
        talk.ask("DATA");
        talk.say(body);
        talk.say(".\r\n");

        assertThat(talk.hear()).startsWith("250");
        assertThat(adapter.application.mails.get(0).text()).isEqualTo(body);
        assertThat(adapter.application.mails.get(0).mail().content().bytes()).isEmpty();
      }
      assertThat(filesBeingReceived(adapter)).isEmpty();
      assertThat(adapter.listeners().memoryTaken()).isZero();
    }
  }

  @Test
  void shouldBoundTheMemoryOfAllMailsTogether() throws IOException {
    try (var adapter =
            RunningAdapter.with(
                "smtp.memory-total-max", "90KB", "smtp.memory-per-mail-max", "90KB");
        Talk one = adapter.talk();
        Talk two = adapter.talk();
        Talk three = adapter.talk();
        Talk four = adapter.talk()) {
      one.ready();
      one.ask("DATA");
      one.say(LINE.repeat(60));
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().memoryTaken() >= 60_000);
      two.ready();
      two.ask("DATA");
      two.say(LINE.repeat(60) + ".\r\n");
      assertThat(two.hear()).startsWith("452 4.3.1");

      three.ready();
      three.ask("DATA");
      three.say(LINE);
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().memoryTaken() >= 80_000);
      four.ready();
      assertThat(four.ask("DATA")).startsWith("452 4.3.1");
      three.say(".\r\n");
      assertThat(three.hear()).startsWith("250");
      one.say(".\r\n");
      assertThat(one.hear()).startsWith("250");
      assertThat(adapter.listeners().memoryTaken()).isZero();
    }
  }

  @Test
  void shouldKeepNothingOfAMailThatBreaksOff() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.memory-per-mail-max", "16KB")) {
      try (Talk data = adapter.talk();
          Talk chunk = adapter.talk();
          Talk last = adapter.talk()) {
        data.ready().ask("DATA");
        data.say(LINE.repeat(50) + "\r\n.\r");
        data.closeOutput();
        chunk.ready().say("BDAT 1000 LAST\r\nonly twelve.");
        chunk.closeOutput();
        last.ready().say("BDAT 2\r\nab");
        last.hear();
        last.closeOutput();

        assertThat(data.isOver()).isTrue();
        assertThat(chunk.isOver()).isTrue();
        assertThat(last.isOver()).isTrue();
      }
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().connections() == 0);
      assertThat(adapter.application.mails).isEmpty();
      assertThat(adapter.listeners().memoryTaken()).isZero();
      assertThat(filesBeingReceived(adapter)).isEmpty();
    }
  }

  @Test
  void shouldTellAnIdleClientAndClose() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.idle-timeout", "300ms");
        Talk talk = adapter.talk()) {
      talk.hear();

      assertThat(talk.hear()).startsWith("421 4.4.2");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldNotBeHeldByACommandThatDripsIn() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.idle-timeout", "500ms");
        Talk talk = adapter.talk()) {
      talk.hear();

      assertThat(drip(talk, "N")).isLessThan(TimeUnit.SECONDS.toMillis(60));
      assertThat(talk.hear()).startsWith("421 4.4.2");
    }
  }

  @Test
  void shouldNotBeHeldByAMailThatDripsIn() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.data-time-max", "1s");
        Talk talk = adapter.talk()) {
      talk.ready().ask("DATA");

      assertThat(drip(talk, "x\r\n")).isLessThan(TimeUnit.SECONDS.toMillis(60));
      assertThat(talk.hear()).startsWith("421 4.4.2");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldDemandALeastRate() throws IOException {
    try (var adapter =
            RunningAdapter.with("smtp.data-time-max", "24s", "smtp.data-rate-min", "100KB");
        Talk talk = adapter.talk()) {
      talk.ready().ask("DATA");

      // A quarter of the whole time is free, then the rate counts.
      assertThat(drip(talk, "x\r\n")).isBetween(1_000L, 23_000L);
      assertThat(talk.hear()).startsWith("421 4.4.2");
    }
  }

  @Test
  void shouldCutAClientThatReadsNoReplies() throws IOException {
    try (var adapter =
        RunningAdapter.with(
            "smtp.write-timeout", "300ms", "smtp.unknown-commands-per-session-max", "10000")) {
      try (Talk talk = adapter.talk()) {
        talk.hear();
        flood(talk, "EHLO client.test\r\n".repeat(1000), 200);
        Awaitility.await()
            .atMost(60, TimeUnit.SECONDS)
            .until(() -> adapter.listeners().connections() == 0);
      }
    }
  }

  @Test
  void shouldNotBeHeldByAHandshakeThatStalls() throws IOException {
    try (var adapter =
            RunningAdapter.with(
                "listener.submission.tls", "implicit", "smtp.handshake-timeout", "300ms");
        Talk talk = adapter.talk()) {
      talk.say("\u0016\u0003\u0001");

      assertThat(talk.isOver()).isTrue();
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().connections() == 0);
    }
  }

  @Test
  void shouldTurnAwayConnectionsBeyondTheTotal() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.connections-max", "2");
        Talk one = adapter.talk();
        Talk two = adapter.talk()) {
      assertThat(one.hear()).startsWith("220");
      assertThat(two.hear()).startsWith("220");
      try (Talk three = adapter.talk()) {
        assertThat(three.hear()).startsWith("421 4.7.0 too many connections");
        assertThat(three.isOver()).isTrue();
      }
      one.ask("QUIT");
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().connections() == 1);
      try (Talk four = adapter.talk()) {
        assertThat(four.hear()).startsWith("220");
      }
    }
  }

  @Test
  void shouldTurnAwayAClientWithTooManyConnections() throws IOException {
    try (var adapter =
            RunningAdapter.with(
                "smtp.connections-per-client-max", "1", "smtp.unlimited-clients", "192.0.2.1");
        Talk one = adapter.talk()) {
      assertThat(one.hear()).startsWith("220");
      try (Talk two = adapter.talk()) {
        assertThat(two.hear()).startsWith("421 4.7.0 too many connections from your address");
      }
      assertThat(one.ask("NOOP")).startsWith("250");
    }
  }

  @Test
  void shouldTurnAwayAClientThatConnectsTooOften() throws IOException {
    try (var adapter =
        RunningAdapter.with(
            "smtp.new-connections-per-client-and-minute-max",
            "2",
            "smtp.unlimited-clients",
            "192.0.2.1")) {
      for (int i = 0; i < 2; i++) {
        try (Talk talk = adapter.talk()) {
          assertThat(talk.hear()).startsWith("220");
        }
      }
      try (Talk talk = adapter.talk()) {
        assertThat(talk.hear()).startsWith("421 4.7.0 too many new connections");
      }
    }
  }

  @Test
  void shouldSurviveAFloodAndServeAfterIt() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.connections-max", "20")) {
      List<Talk> flood = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        flood.add(adapter.talk());
      }
      for (Talk talk : flood) {
        talk.close();
      }
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().connections() == 0);
      try (Talk talk = adapter.talk()) {
        assertThat(talk.hear()).startsWith("220");
      }
    }
  }

  @Test
  void shouldRefuseAClientThatTalksBeforeTheGreeting() throws IOException {
    try (var adapter =
            RunningAdapter.with("listener.mx.role", "inbound", "smtp.greeting-delay", "3s");
        Talk early = adapter.talk("mx")) {
      early.say("EHLO client.test\r\n");

      assertThat(early.hear()).startsWith("554 5.5.1");
      assertThat(early.isOver()).isTrue();
    }
  }

  @Test
  void shouldGreetAClientThatWaitsForIt() throws IOException {
    try (var adapter =
            RunningAdapter.with("listener.mx.role", "inbound", "smtp.greeting-delay", "200ms");
        Talk polite = adapter.talk("mx")) {
      assertThat(polite.hear()).startsWith("220");
      assertThat(polite.ask("EHLO client.test")).startsWith("250-");
    }
  }

  @Test
  void shouldRefuseACommandLineThatIsTooLong() throws IOException {
    try (var adapter = RunningAdapter.with();
        Talk whole = adapter.talk();
        Talk endless = adapter.talk()) {
      whole.hear();
      endless.hear();

      assertThat(whole.ask("NOOP " + "x".repeat(2042))).startsWith("500 5.5.2");
      assertThat(whole.isOver()).isTrue();
      endless.say("x".repeat(100_000));
      assertThat(endless.hear()).startsWith("500 5.5.2");
    }
  }

  @Test
  void shouldTakeAuthLinesOfFullLength() throws IOException {
    try (var adapter =
            RunningAdapter.with("listener.submission.login-in-clear-from-loopback", "true");
        Talk talk = adapter.talk()) {
      talk.hear();
      talk.ask("EHLO client.test");

      assertThat(talk.ask("AUTH PLAIN " + "A".repeat(12_288))).startsWith("501 5.5.2");
      talk.ask("AUTH PLAIN");
      assertThat(talk.ask("A".repeat(12_288))).startsWith("501 5.5.2");
      talk.ask("AUTH LOGIN");
      assertThat(talk.ask("A".repeat(12_289))).startsWith("500 5.5.6");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldRefuseALineOfContentThatIsTooLong() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.content-line-max", "998");
        Talk talk = adapter.talk()) {
      talk.ready().ask("DATA");
      assertThat(talk.ask("x".repeat(999) + "\r\n.")).startsWith("550 5.6.0");
    }
  }

  /** Says one piece after the other until the server has had enough; how long that took. */
  private static long drip(Talk talk, String piece) throws IOException {
    long begun = System.nanoTime();
    Awaitility.await()
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              try {
                talk.say(piece);
              } catch (SocketException e) {
                return true;
              }
              return talk.waiting() > 0;
            });
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private static void flood(Talk talk, String text, int times) {
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < times; i++) {
                  talk.say(text);
                }
              } catch (IOException e) {
                // Cut, as it should be.
                return;
              }
            });
    writer.setDaemon(true);
    writer.start();
  }

  private static File[] filesBeingReceived(RunningAdapter adapter) {
    File[] files = adapter.data.resolve("receiving").toFile().listFiles();
    return files == null ? new File[0] : files;
  }
}
