package relay.domain.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.smtp.SmtpReply;

class PopSessionTest {
  private static final PopLimits LIMITS = new PopLimits(1000, 5, 3);
  private static final SmtpReply WRONG = SmtpReply.local(535, "5.7.8", "Wrong user or password");
  private final PopSession session = new PopSession(LIMITS, false);

  @Test
  void shouldGreetWithoutATimeStampThatInvitesApop() {
    assertThat(session.greeting()).startsWith("+OK ").doesNotContain("<").isPrintable();
  }

  @Test
  void shouldHoldAWholeConversation() {
    play(
        """
        C: CAPA
        S: +OK|UIDL|TOP|RESP-CODES|AUTH-RESP-CODE|PIPELINING|STLS|.
        C: STLS
        TLS +OK go on with TLS
        C: CAPA
        S: +OK|UIDL|TOP|RESP-CODES|AUTH-RESP-CODE|PIPELINING|USER|.
        C: USER alice
        S: +OK and PASS
        C: PASS rabbit hole
        VERIFY alice/rabbit hole
        GRANT
        S: +OK your address may send mail for 600 seconds from now
        C: STAT
        S: +OK 0 0
        C: LIST
        S: +OK no messages|.
        C: UIDL
        S: +OK no messages|.
        C: NOOP
        S: +OK
        C: RSET
        S: +OK no messages
        C: QUIT
        BYE +OK bye
        """);
  }

  @Test
  void shouldHaveNoMessageWhateverIsAskedFor() {
    logIn();

    play(
        """
        C: LIST 1
        S: -ERR no such message
        C: UIDL 1
        S: -ERR no such message
        C: RETR 1
        S: -ERR no such message
        C: DELE 1
        S: -ERR no such message
        C: TOP 1 0
        S: -ERR no such message
        """);
  }

  @Test
  void shouldSayWhatAMessageCommandNeeds() {
    logIn();

    play(
        """
        C: RETR
        S: -ERR name one message
        C: DELE all
        S: -ERR name one message
        C: TOP 1
        S: -ERR name a message and lines
        """);
  }

  @Test
  void shouldLookAtNoPasswordInClearText() {
    play(
        """
        C: USER alice
        S: -ERR say STLS first
        C: PASS secret
        S: -ERR say STLS first
        """);
  }

  @Test
  void shouldForgetWhatWasSaidBeforeTls() {
    play(
        """
        C: USER alice
        S: -ERR say STLS first
        C: STLS
        TLS +OK go on with TLS
        C: PASS secret
        S: -ERR say USER first
        """);
  }

  @Test
  void shouldOfferUserAtOnceWhereTlsIsOnFromTheFirstOctet() {
    PopSession implicit = new PopSession(LIMITS, true);

    assertThat(lines(implicit.hear("capa"))).contains("USER").doesNotContain("STLS");
    assertThat(lines(implicit.hear("STLS"))).containsExactly("-ERR TLS is on already");
    assertThat(lines(implicit.hear("user alice"))).containsExactly("+OK and PASS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STAT",
        "LIST",
        "UIDL",
        "RETR 1",
        "DELE 1",
        "TOP 1 1",
        "NOOP",
        "RSET",
        "APOP a b",
        "AUTH",
        "AUTH PLAIN",
        "XTND",
        "",
        "USER",
        "STLS now",
        "CAPA all"
      })
  void shouldRefuseBeforeTheLogin(String line) {
    assertThat(lines(session.hear(line))).hasSize(1).first().asString().startsWith("-ERR ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"USER bob", "PASS x", "APOP a b", "AUTH PLAIN", "STLS", "LAST", "X"})
  void shouldRefuseAfterTheLogin(String line) {
    logIn();

    assertThat(lines(session.hear(line))).hasSize(1).first().asString().startsWith("-ERR ");
  }

  @Test
  void shouldAskForTheUserAgainAfterAWrongPassword() {
    encrypt();
    session.hear("USER alice");
    session.hear("PASS wrong");

    assertThat(lines(session.denied(WRONG))).containsExactly("-ERR [AUTH] Wrong user or password");
    assertThat(lines(session.hear("PASS again"))).containsExactly("-ERR say USER first");
    assertThat(lines(session.hear("STAT"))).containsExactly("-ERR log in first");
  }

  @Test
  void shouldTellTroubleOfOursFromAWrongPassword() {
    encrypt();

    assertThat(lines(session.denied(SmtpReply.local(454, "4.7.0", "later"))))
        .containsExactly("-ERR [SYS/TEMP] later");
    assertThat(lines(session.denied(SmtpReply.local(550, "5.7.1", "not from there"))))
        .containsExactly("-ERR [SYS/PERM] not from there");
  }

  @Test
  void shouldEndAfterTooManyFailedLogins() {
    encrypt();
    session.denied(WRONG);
    session.denied(WRONG);

    assertThat(session.denied(WRONG))
        .isEqualTo(new PopStep.Farewell("-ERR [AUTH] Wrong user or password"));
  }

  @Test
  void shouldEndAfterTooManyErrors() {
    for (int i = 0; i < LIMITS.errors(); i++) {
      assertThat(session.hear("NONSENSE")).isInstanceOf(PopStep.Say.class);
    }

    assertThat(session.hear("NONSENSE")).isInstanceOf(PopStep.Farewell.class);
  }

  @Test
  void shouldEndAfterTooManyCommands() {
    PopSession small = new PopSession(new PopLimits(2, 100, 3), true);
    small.hear("CAPA");
    small.hear("CAPA");

    assertThat(small.hear("CAPA")).isInstanceOf(PopStep.Farewell.class);
  }

  @Test
  void shouldEndWhenALineCannotBeRead() {
    assertThat(session.broken("the line is too long"))
        .isEqualTo(new PopStep.Farewell("-ERR the line is too long"));
  }

  @Test
  void shouldNotShowAPasswordToALog() {
    assertThat(new PopStep.Verify("alice", "secret").toString())
        .doesNotContain("alice")
        .doesNotContain("secret");
  }

  /** Whatever comes: printable single lines, no echo, and no login before TLS. */
  @Test
  void shouldStayCalmWhateverComes() {
    long seed = Chance.seed();
    Random random = new Random(seed);
    String[] words = {
      "USER",
      "PASS",
      "STLS",
      "CAPA",
      "APOP",
      "LIST",
      "TOP",
      "QUIT",
      "\u0000",
      "\u202e",
      "\r",
      " ",
      "zebra",
      "1",
      "-1",
      "99999999999999999999"
    };
    for (int round = 0; round < 2000; round++) {
      PopSession some = new PopSession(LIMITS, false);
      for (int i = 0; i < 12; i++) {
        StringBuilder line = new StringBuilder();
        for (int w = random.nextInt(4); w >= 0; w--) {
          line.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
        }
        PopStep step = some.hear(line.toString());
        assertThat(step).as("seed " + seed).isNotInstanceOf(PopStep.Verify.class);
        assertThat(lines(step))
            .as("seed " + seed)
            .isNotEmpty()
            .allSatisfy(l -> assertThat(l).isPrintable().doesNotContain("zebra"));
      }
    }
  }

  private void encrypt() {
    session.hear("STLS");
    session.encrypted();
  }

  private void logIn() {
    encrypt();
    session.hear("USER alice");
    session.hear("PASS secret");
    session.granted(Duration.ofMinutes(10));
  }

  private void play(String script) {
    PopStep step = null;
    for (String line : script.lines().toList()) {
      String text = line.substring(line.indexOf(' ') + 1);
      String word = line.split(" ")[0];
      switch (word) {
        case "C:" -> step = session.hear(text);
        case "S:" -> assertThat(String.join("|", lines(step))).as(line).startsWith(text);
        case "TLS" -> {
          assertThat(step).isEqualTo(new PopStep.Encrypt(text));
          session.encrypted();
        }
        case "VERIFY" ->
            assertThat(step).isEqualTo(new PopStep.Verify(text.split("/")[0], text.split("/")[1]));
        case "GRANT" -> step = session.granted(Duration.ofMinutes(10));
        case "BYE" -> assertThat(step).isEqualTo(new PopStep.Farewell(text));
        default -> throw new AssertionError("no such step: " + line);
      }
    }
  }

  private static List<String> lines(PopStep step) {
    if (step instanceof PopStep.Say say) {
      return say.lines();
    }
    if (step instanceof PopStep.Encrypt encrypt) {
      return List.of(encrypt.line());
    }
    return List.of(((PopStep.Farewell) step).line());
  }
}
