package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.routing.NextHop;
import relay.domain.smtp.SmtpReply;

class ChosenServerTest {
  private static final NextHop TARGET = new NextHop.Smarthosts("out/a", List.of());
  private static final SmtpReply GO_AWAY =
      SmtpReply.received(554, List.of("5.7.1 no service for you"));

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"GREETING", "EHLO"})
  void shouldLetMailWaitOrGoElsewhereWhenTheServerOfARouteLetsUsInNoMore(Stage stage) {
    for (NextHop hop : List.of(TARGET, new NextHop.LmtpServers("in/a", List.of()))) {
      SmtpReply reply = ChosenServer.verdict(hop, stage, GO_AWAY);

      assertThat(reply.toString())
          .isEqualTo("451 4.7.1 the server lets us in no more: 554 5.7.1 no service for you");
      assertThat(reply.local()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"GREETING", "EHLO"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldBelieveTheServerOfARouteWhatItSaysOfTheMail(Stage stage) {
    assertThat(ChosenServer.verdict(TARGET, stage, GO_AWAY)).isSameAs(GO_AWAY);
  }

  @Test
  void shouldBelieveMailExchangersAndThePracticeGround() {
    assertThat(
            ChosenServer.verdict(
                new NextHop.MailExchangers("one.example"), Stage.GREETING, GO_AWAY))
        .isSameAs(GO_AWAY);
    assertThat(ChosenServer.verdict(new NextHop.Simulator("s", List.of()), Stage.GREETING, GO_AWAY))
        .isSameAs(GO_AWAY);
  }

  @Test
  void shouldLeaveWhatWeSayOurselvesAndWhatIsTemporary() {
    SmtpReply ours = SmtpReply.local(550, "5.7.30", "no REQUIRETLS");
    SmtpReply later = SmtpReply.received(421, List.of("4.3.2 later"));

    assertThat(ChosenServer.verdict(TARGET, Stage.EHLO, ours)).isSameAs(ours);
    assertThat(ChosenServer.verdict(TARGET, Stage.GREETING, later)).isSameAs(later);
  }
}
