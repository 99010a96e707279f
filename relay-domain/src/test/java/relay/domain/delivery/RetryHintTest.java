package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.smtp.SmtpReply;

/** Which words of a server are a time to come again, and which only look like one. */
class RetryHintTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.2.0 Greylisted, see http://postgrey.example/help/example.org.html; retry in 300 seconds"
            + " | 300",
        "4.7.1 Greylisting in action, please come back in 00:04:12                    | 252",
        "4.7.0 Try again in 5m                                                         | 300",
        "Temporary greylist; come back in 15min                                        | 900",
        "graylisted, wait 1 hour                                                       | 3600",
        "Please resend after 30secs                                                    | 30",
        "gray-listed for 2 hrs 10 minutes, retry                                       | 7200",
        "RETRY AFTER 90 SECONDS                                                        | 90",
        "Too many connections, try later (10-15 minutes)                               | 900"
      })
  void shouldFindTheTimeThatAServerAsksFor(String text, long seconds) {
    assertThat(hint(451, text)).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4.4.2 timed out after 300 seconds",
        "4.3.0 mail server busy, try again later",
        "4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)",
        "temporary failure, try again later, id=1tA5m-0004Xy-30s",
        "retry later; error at 10.20.30 m",
        "try again, 123456 seconds have passed since 1970",
        "please wait, 5 more mails are before yours",
        "come back later, session 4m2x closed",
        "quota 500 MB exceeded, resend later"
      })
  void shouldNotTakeOtherNumbersForATime(String text) {
    assertThat(hint(451, text)).isNull();
  }

  @Test
  void shouldReadATimeThatStandsInALaterLine() {
    var reply =
        SmtpReply.received(450, List.of("4.7.1 You are unknown here.", "Try again in 7 minutes."));

    assertThat(RetryHint.in(reply)).contains(Duration.ofMinutes(7));
  }

  @Test
  void shouldObeyNeitherRefusalsNorOurselves() {
    String text = "try again in 5 minutes";

    assertThat(hint(550, text)).isNull();
    assertThat(hint(250, text)).isNull();
    assertThat(RetryHint.in(SmtpReply.local(451, "4.3.0", text))).isEmpty();
  }

  @Test
  void shouldNotReadBeyondTheFirstThousandCharacters() {
    String far = "try again " + "x ".repeat(600) + "in 5 minutes";

    assertThat(RetryHint.in(SmtpReply.received(450, List.of("a", far)))).isEmpty();
  }

  @Test
  void shouldAnswerAnyTextWithNothingOrAPlausibleTime() {
    String[] pieces = {
      "try again",
      "5",
      "99999",
      " ",
      "minutes",
      "s",
      ":",
      "00:05:00",
      "99:99:99",
      "\u0665",
      "h",
      "."
    };

    Chance.rounds(
        3000,
        random -> {
          StringBuilder text = new StringBuilder("retry ");
          for (int n = random.nextInt(9); n >= 0; n--) {
            text.append(Chance.oneOf(random, pieces));
          }

          Duration hint = hint(450, text.toString());

          assertThat(hint == null || !hint.isNegative() && hint.toHours() <= 99_999)
              .as(text.toString())
              .isTrue();
        });
  }

  private static Duration hint(int code, String text) {
    return RetryHint.in(SmtpReply.received(code, List.of(text))).orElse(null);
  }
}
