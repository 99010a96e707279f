package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import relay.domain.delivery.Act;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;
import relay.domain.routing.Smarthost.TlsMode;

/** Every step of the conversation goes wrong in every way; the table says what must come of it. */
class AccidentMatrixTest {
  private static final String[] RECIPIENTS = {
    "bob@example.org", "carol@example.org", "dan@example.org"
  };

  static Stream<Arguments> cells() {
    try (var table = AccidentMatrixTest.class.getResourceAsStream("accidents.txt")) {
      List<String> lines =
          new String(table.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(l -> !l.startsWith("#") && !l.isBlank())
              .toList();
      return Stream.of("PIPELINING", "one by one")
          .flatMap(mode -> lines.stream().map(l -> arguments(mode, l.split("\\|"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Arguments arguments(String mode, String[] cell) {
    return Arguments.of(mode, cell[0].strip(), cell[1].strip(), cell[2].strip(), cell[3].strip());
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @MethodSource("cells")
  void shouldSayTheSameToEveryRecipientAsTheTable(
      String mode, String step, String accident, String expected, String backup) {
    try (var server = ScriptedServer.start();
        var sending = sending(server, step, accident)) {
      arrange(server, mode, step, accident);

      List<RecipientReply> replies = sending.mail(RECIPIENTS);

      assertThat(replies).extracting(AccidentMatrixTest::shown).isEqualTo(forEach(expected));
      assertThat(replies).extracting(RecipientReply::recipient).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @MethodSource("cells")
  void shouldGiveTheMailToTheBackupHostOnlyWhereTheTableSaysSo(
      String mode, String step, String accident, String expected, String backup) {
    try (var server = ScriptedServer.start();
        var second = ScriptedServer.start();
        var sending = sending(server, step, accident).toPort(second.port())) {
      arrange(server, mode, step, accident);

      List<RecipientReply> replies = sending.mail(RECIPIENTS);

      if (backup.equals("yes")) {
        assertThat(replies).extracting(r -> r.reply().code()).containsOnly(250);
        assertThat(second.mails()).hasSize(1);
      } else {
        assertThat(replies).extracting(AccidentMatrixTest::shown).isEqualTo(forEach(expected));
        assertThat(second.connections()).isZero();
      }
    }
  }

  private static Sending sending(ScriptedServer server, String step, String accident) {
    Sending sending = Sending.to(server);
    // Only the step that stalls is short of time, so that a busy machine cannot fail another.
    Sending.STEPS.forEach(s -> sending.set("delivery." + s + "-timeout", "20s"));
    if (accident.equals("stall") && !step.equals("QUIT")) {
      sending.set("delivery." + timeout(step) + "-timeout", "150ms");
    }
    if (step.equals("STARTTLS") || step.equals("HANDSHAKE")) {
      sending.tls(TlsMode.OPPORTUNISTIC);
    }
    return sending.set("delivery.mails-per-connection-max", "1");
  }

  private static void arrange(ScriptedServer server, String mode, String step, String accident) {
    boolean tls = step.equals("STARTTLS") || step.equals("HANDSHAKE");
    server.offers(mode, "DSN", tls ? "STARTTLS" : "8BITMIME");
    Act act = act(accident);
    switch (step) {
      case "CONNECT" -> server.close();
      case "GREETING" -> server.on(ScriptedServer.GREETING, act);
      case "HANDSHAKE" -> server.on("STARTTLS", new Act(Act.reply("220 go").octets(), act.then()));
      case "RCPT first" -> server.on("RCPT TO:<bob", act);
      case "RCPT last" -> server.on("RCPT TO:<dan", act);
      case "RCPT all" -> server.on("RCPT", act);
      case "DOT" -> server.on(ScriptedServer.DOT, act);
      default -> server.on(step, act);
    }
  }

  private static Act act(String accident) {
    return switch (accident) {
      case "421" -> Act.replyAndDrop("421 4.3.2 shutting down");
      case "4xx" -> Act.reply("450 4.3.0 later");
      case "5xx" -> Act.reply("550 5.3.0 never");
      case "503" -> Act.reply("503 5.5.1 bad sequence of commands");
      case "500" -> Act.reply("500 what?");
      case "drop" -> Act.drop();
      case "stall" -> Act.stall();
      case "garbage" -> Act.octets("hello world\r\n");
      case "oversized" -> Act.reply("250 " + "x".repeat(3000));
      default -> throw new IllegalArgumentException(accident);
    };
  }

  private static String timeout(String step) {
    return switch (step.split(" ")[0]) {
      case "STARTTLS", "HANDSHAKE" -> "handshake";
      case "DOT" -> "final-dot";
      default -> step.split(" ")[0].toLowerCase(Locale.ROOT);
    };
  }

  private static List<String> forEach(String expected) {
    List<String> each = Arrays.stream(expected.split(",")).map(String::strip).toList();
    return each.size() == 1 ? Collections.nCopies(RECIPIENTS.length, each.get(0)) : each;
  }

  private static String shown(RecipientReply reply) {
    return reply.reply().code() + " " + reply.stage() + (reply.inDoubt() ? " doubt" : "");
  }
}
