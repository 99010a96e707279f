package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.delivery.RecipientReply;
import relay.domain.smtp.SmtpReply;

class WarmUpHearingTest {
  private final WarmUpHearing hearing = new WarmUpHearing();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "250 | 2.0.0 taken                                                      | taken",
        "421 | 4.7.0 Too many messages from your IP, rate limited                | deferred",
        "451 | 4.7.1 Greylisted, please try again in 300 seconds                 | nothing",
        "452 | 4.2.2 The mailbox is full                                         | nothing",
        "550 | 5.1.1 User unknown                                                | bounced",
        "554 | 5.7.1 Your IP 192.0.2.1 is blocked using zen.spamhaus.org         | blocked",
        "550 | 5.7.1 Message rejected as spam                                    | blocked"
      })
  void shouldSayWhatAReplyTellsAboutUs(int code, String text, String told) {
    assertThat(hearing.hear(reply(code, text), true)).isEqualTo(health(told));
  }

  @Test
  void shouldCountADeferralOfTheFirstAttemptOnly() {
    RecipientReply slow = reply(421, "4.7.0 Too many messages from your IP, rate limited");

    assertThat(hearing.hear(slow, false)).isEqualTo(WarmUpHealth.NONE);
    assertThat(hearing.hear(reply(550, "5.1.1 User unknown"), false))
        .isEqualTo(WarmUpHealth.BOUNCED);
  }

  @Test
  void shouldHearNothingInRepliesOfOurOwn() {
    var local = WarmUpFixture.reply(SmtpReply.local(451, "4.4.1", "nobody there"));

    assertThat(hearing.hear(local, true)).isEqualTo(WarmUpHealth.NONE);
  }

  private static RecipientReply reply(int code, String text) {
    return WarmUpFixture.reply(SmtpReply.received(code, List.of(text)));
  }

  private static WarmUpHealth health(String told) {
    return switch (told) {
      case "taken" -> WarmUpHealth.TAKEN;
      case "deferred" -> WarmUpHealth.DEFERRED;
      case "bounced" -> WarmUpHealth.BOUNCED;
      case "blocked" -> WarmUpHealth.BLOCKED;
      default -> WarmUpHealth.NONE;
    };
  }
}
