package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relay.domain.Chance;

/** Whole sessions of chance: the listener stays up, and takes no mail that was not complete. */
@Timeout(300)
class SessionFuzzTest {
  private static final int SESSIONS = 400;
  private static final String MARK = "END-OF-THIS-MAIL";
  private static final String[] PIECES = {
    "EHLO c.test\r\n",
    "HELO c.test\r\n",
    "MAIL FROM:<a@sender.test>\r\n",
    "MAIL FROM:<>\r\n",
    "RCPT TO:<b@recipient.test>\r\n",
    "RCPT TO:<broken\r\n",
    "DATA\r\n",
    "RSET\r\n",
    "NOOP\r\n",
    "HELP\r\n",
    "VRFY x\r\n",
    "AUTH PLAIN\r\n",
    "AUTH LOGIN AAAA\r\n",
    "*\r\n",
    "\r\n.\r\n",
    ".\r\n",
    "body\r\n",
    "a\nb",
    "\n.\n",
    "\r.\r",
    "BDAT 5\r\n",
    "BDAT 0 LAST\r\n",
    "BDAT 3 LAST\r\nx\r\n",
    "BDAT 99\r\n",
    "abc",
    "\r\n",
    "\0",
    "\u00ff\u00fe",
    "SIZE=1",
    " ",
    "x",
    "XCLIENT ADDR=::1\r\n"
  };

  @Test
  void shouldStayUpAndTakeOnlyWholeMails() throws IOException {
    long seed = Chance.seed();
    Random random = new Random(seed);
    String[] settings = {
      "smtp.idle-timeout", "2s", "smtp.errors-per-session-max", "1000",
      "smtp.unknown-commands-per-session-max", "1000", "smtp.login-failures-per-session-max", "100",
      "listener.submission.login-in-clear-from-loopback", "true"
    };
    try (var adapter = RunningAdapter.with(settings)) {
      int expected = 0;
      for (int i = 0; i < SESSIONS; i++) {
        adapter.application.mails.clear();
        String said = random.nextInt(5) == 0 ? noise(random) : soup(random);
        String heard = hold(adapter, said);
        String description = "seed " + seed + " session " + i + "\n" + said + "\n--\n" + heard;

        int queued = count(heard, "queued as");
        assertThat(adapter.application.mails).as(description).hasSize(queued);
        expected += queued;
        assertThat(heard.split("\r\n"))
            .as(description)
            .allMatch(line -> line.isEmpty() || line.matches("[2345]\\d\\d[ -].*"));
      }
      assertThat(expected).as("seed " + seed).isPositive();
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().connections() == 0);
      assertThat(adapter.listeners().memoryTaken()).as("seed " + seed).isZero();
      try (Talk talk = adapter.talk()) {
        assertThat(talk.ready().ask("DATA")).startsWith("354");
        assertThat(talk.ask(".")).startsWith("250");
      }
    }
  }

  /** A mail cut off anywhere is never taken: its last words are missing. */
  @Test
  void shouldTakeNoMailThatWasCutOff() throws IOException {
    long seed = Chance.seed();
    Random random = new Random(seed);
    try (var adapter = RunningAdapter.with()) {
      for (int i = 0; i < 200; i++) {
        String body = "x".repeat(random.nextInt(50)) + "\r\n" + MARK + "\r\n";
        boolean chunked = random.nextBoolean();
        String whole =
            "EHLO c.test\r\nMAIL FROM:<a@sender.test>\r\nRCPT TO:<b@recipient.test>\r\n"
                + (chunked
                    ? "BDAT " + body.length() + " LAST\r\n" + body
                    : "DATA\r\n" + body + ".\r\n");
        hold(adapter, whole.substring(0, whole.length() - random.nextInt(whole.length())));
      }
      assertThat(adapter.application.mails)
          .as("seed " + seed)
          .allMatch(mail -> mail.text().endsWith(MARK + "\r\n"));
    }
  }

  /** Says everything, hangs up, and hears what is left. */
  private static String hold(RunningAdapter adapter, String said) throws IOException {
    StringBuilder heard = new StringBuilder();
    try (Talk talk = adapter.talk()) {
      try {
        talk.say(said.getBytes(StandardCharsets.ISO_8859_1));
        talk.closeOutput();
        for (String reply = talk.hear(); !reply.isEmpty(); reply = talk.hear()) {
          heard.append(reply.replace("\n", "\r\n")).append("\r\n");
        }
      } catch (SocketException e) {
        // The listener had enough first.
        return heard.toString();
      }
    }
    return heard.toString();
  }

  private static int count(String text, String word) {
    return (text.length() - text.replace(word, "").length()) / word.length();
  }

  private static String soup(Random random) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(3) > 0) {
      text.append("EHLO c.test\r\nMAIL FROM:<a@sender.test>\r\nRCPT TO:<b@recipient.test>\r\n");
    }
    for (int n = random.nextInt(25); n >= 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static String noise(Random random) {
    byte[] octets = new byte[random.nextInt(2000)];
    random.nextBytes(octets);
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
