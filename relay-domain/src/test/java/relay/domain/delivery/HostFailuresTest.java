package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.smtp.SmtpReply;

/** One word about all the hosts of a domain, none of which took the mail. */
class HostFailuresTest {
  private final HostFailures failures = new HostFailures();

  @Test
  void shouldSayNothingBeforeAHostFailed() {
    assertThat(failures.conclusion()).isEmpty();
    assertThat(failures.stage()).isEmpty();
    assertThat(failures.host()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // the codes of the hosts in turn: whose word counts
    "451, 0",
    "554, 0",
    "451 452, 1",
    "554 550, 1",
    "451 554, 0",
    "554 451, 1",
    "554 451 550, 1",
    "421 554 450 521, 2"
  })
  void shouldGiveUpForGoodOnlyWhenEveryHostDid(String codes, int counts) {
    String[] each = codes.split(" ");
    for (int i = 0; i < each.length; i++) {
      failures.add(Stage.values()[i], reply(each[i]), host(i));
    }

    assertThat(failures.conclusion()).contains(reply(each[counts]));
    assertThat(failures.stage()).contains(Stage.values()[counts]);
    assertThat(failures.host()).contains(host(counts));
  }

  @Test
  void shouldTellStageHostAndReplyOfOneAndTheSameFailure() {
    Chance.rounds(
        200,
        random -> {
          HostFailures some = new HostFailures();
          List<Integer> codes = new ArrayList<>();
          for (int i = random.nextInt(6); i >= 0; i--) {
            int n = codes.size();
            codes.add((random.nextBoolean() ? 450 : 550) + n);
            some.add(Stage.values()[n], reply("" + codes.get(n)), host(n));
          }

          int told = codes.indexOf(some.conclusion().orElseThrow().code());

          assertThat(some.stage()).contains(Stage.values()[told]);
          assertThat(some.host()).contains(host(told));
          assertThat(some.conclusion().orElseThrow().isPermanent())
              .isEqualTo(codes.stream().allMatch(c -> c >= 500));
        });
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void shouldGoToTheNextHostOnlyForWhatIsAboutTheHost(Stage stage) {
    boolean expected =
        switch (stage) {
          case CONNECT, GREETING, EHLO, TLS, AUTH -> true;
          case LOOKUP, MAIL, RCPT, DATA, FINAL_DOT -> false;
        };

    assertThat(stage.isAboutHost()).isEqualTo(expected);
  }

  private static SmtpReply reply(String code) {
    return SmtpReply.received(Integer.parseInt(code), List.of("host says " + code));
  }

  private static HostTrace host(int number) {
    return HostTrace.passedOver("mx" + number, "192.0.2." + number, "");
  }
}
