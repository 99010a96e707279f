package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

/** Whatever comes in, a parser answers, at once, with a value or a printable refusal. */
class ParsersFuzzTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SessionOffer OFFER =
      new SessionOffer(1000, 100, 10, false, true, Set.of(), Duration.ofDays(7));
  private static final String[] PIECES = {
    "FROM:",
    "TO:",
    "<",
    ">",
    "<>",
    "a@b.test",
    "\"",
    "\\",
    "@",
    ":",
    " ",
    "  ",
    "=",
    ";",
    ",",
    "+",
    "SIZE=",
    "BODY=8BITMIME",
    "SMTPUTF8",
    "RET=FULL",
    "ENVID=x",
    "NOTIFY=",
    "NEVER",
    "SUCCESS",
    "ORCPT=rfc822;",
    "BY=1;R",
    "HOLDFOR=9",
    "HOLDUNTIL=",
    "2026-01-01T00:00:00Z",
    "MT-PRIORITY=1",
    "9999999999999999999999",
    "LAST",
    "PLAIN",
    "\u00e4",
    "\ud800",
    "\0",
    "\r",
    "\n",
    "\t",
    "\u007f",
    "ADDR=",
    "IPV6:",
    "::1",
    "HELO=",
    "[UNAVAILABLE]",
    "+41",
    "AGEAYg==",
    "[127.0.0.1]",
    "xn--",
    "."
  };

  @Test
  void shouldAnswerWhateverComes() {
    long seed = Chance.seed();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = random.nextInt(4) == 0 ? noise(random) : soup(random);

      String description = "seed " + seed + " round " + round;
      refusalIsPrintable(MailCommand.parse(text, OFFER, NOW), description);
      refusalIsPrintable(RcptCommand.parse(text, true, true, Optional.empty()), description);
      refusalIsPrintable(BdatCommand.parse(text), description);
      refusalIsPrintable(XclientCommand.parse(text), description);
      refusalIsPrintable(SaslCredentials.plain(text), description);
      refusalIsPrintable(SaslCredentials.login(text, text), description);
      assertThat(CommandLine.parse(text)).as(description).isNotNull();
      ClientName.parse(text).ifPresent(name -> assertThat(name).doesNotContain(" ", "\n", "<"));
      Xtext.decode(text);
    }
  }

  @Test
  void shouldTakeTimeInProportionToTheLength() {
    String[] hostile = {
      "FROM:<" + "\"\\".repeat(50_000),
      "FROM:<a@b.test> " + "A=B ".repeat(50_000),
      "FROM:<a@b.test>" + " ".repeat(200_000),
      "FROM:<" + "a.".repeat(50_000) + "@b.test>",
      "FROM:<a@b.test> ENVID=" + "+41".repeat(50_000),
      "TO:<a@b.test> NOTIFY=" + "SUCCESS,".repeat(50_000),
      "1".repeat(200_000)
    };

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (String text : hostile) {
            assertThat(MailCommand.parse(text, OFFER, NOW)).isNotNull();
            assertThat(RcptCommand.parse(text, true, true, Optional.empty())).isNotNull();
            assertThat(BdatCommand.parse(text)).isNotNull();
            assertThat(XclientCommand.parse(text)).isNotNull();
            assertThat(SaslCredentials.plain(text)).isNotNull();
            assertThat(CommandLine.parse(text)).isNotNull();
          }
        });
  }

  private static void refusalIsPrintable(Parsed<?> parsed, String description) {
    if (parsed instanceof Parsed.Rejected<?> rejected) {
      assertThat(rejected.reply().isPermanent()).as(description).isTrue();
      for (String line : rejected.reply().lines()) {
        assertThat(line.chars().noneMatch(Character::isISOControl)).as(description).isTrue();
      }
    }
  }

  private static String soup(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "FROM:<a@b.test> " : "");
    for (int n = random.nextInt(12); n >= 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(80); n >= 0; n--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
    }
    return text.toString();
  }
}
