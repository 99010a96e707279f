package relay.domain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientOutcome;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ReplyJudge;
import relay.domain.delivery.Stage;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;

/** Addresses to practise with: what each brings about. */
class SimulatedFateTest {
  @ParameterizedTest
  @CsvSource({
    "bounce@example.org, 550",
    "bounce+any.tag@example.net, 550",
    "defer@example.org, 451",
    "defer+1@example.org, 451",
    "full@example.org, 452",
    "full+@example.org, 452",
    "alice@example.org, 250",
    "bouncer@example.org, 250",
    "a+bounce@example.org, 250",
    "no.bounce@example.org, 250",
    "\"bounce\"@example.org, 250"
  })
  void shouldAnswerAsTheNameOfTheRecipientSays(String address, int code) {
    assertThat(SimulatedFate.of(EmailAddress.parse(address)).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "bounce@example.org, Failed",
    "defer@example.org, Deferred",
    "full@example.org, Deferred",
    "alice@example.org, Delivered"
  })
  void shouldBeJudgedLikeTheWordsOfAnyServer(String address, String outcome) {
    var recipient = Recipient.of(EmailAddress.parse(address));
    var reply = SimulatedFate.of(recipient.address());
    Stage stage = reply.isPositive() ? Stage.FINAL_DOT : Stage.RCPT;
    var said = new RecipientReply(recipient, reply, stage, false, HostTrace.NONE, false);

    RecipientOutcome judged = new ReplyJudge().judge(said);

    assertThat(judged.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(reply.local()).isFalse();
  }

  @Test
  void shouldSayThatItIsSimulated() {
    for (String name : new String[] {"bounce", "defer", "full"}) {
      assertThat(SimulatedFate.of(EmailAddress.parse(name + "@x.example")).toString())
          .contains("simulated");
    }
  }
}
