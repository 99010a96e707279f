package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.smtp.SmtpReply;

class HostProbeTest {
  private static final HostTrace PLAIN = trace(Optional.empty());
  private static final HostTrace ENCRYPTED = trace(Optional.of("TLSv1.3 SUITE"));

  @Test
  void shouldListEveryStepOfAConversationThatWentWell() {
    var probe = probe(ENCRYPTED, "220 mx", Optional.empty(), "");

    assertThat(probe.isGood()).isTrue();
    assertThat(probe.steps())
        .containsExactly(
            new HostProbe.Step(Stage.CONNECT, true, "12 ms from 192.0.2.5"),
            new HostProbe.Step(Stage.GREETING, true, "220 mx"),
            new HostProbe.Step(Stage.EHLO, true, "AUTH SIZE"),
            new HostProbe.Step(Stage.TLS, true, "TLSv1.3 SUITE, verified by mx.example, 24 ms"),
            new HostProbe.Step(Stage.AUTH, true, "logged in"));
  }

  @Test
  void shouldEndWithTheStepThatFailed() {
    var probe = probe(ENCRYPTED, "220 mx", Optional.of(Stage.AUTH), "454 4.7.8 wrong password");

    assertThat(probe.isGood()).isFalse();
    assertThat(probe.steps())
        .extracting(HostProbe.Step::stage)
        .containsExactly(Stage.CONNECT, Stage.GREETING, Stage.EHLO, Stage.TLS, Stage.AUTH);
    assertThat(probe.steps().get(4))
        .isEqualTo(new HostProbe.Step(Stage.AUTH, false, "454 4.7.8 wrong password"));
  }

  @Test
  void shouldNotClaimAHelloThatFailed() {
    assertThat(probe(PLAIN, "220 mx", Optional.of(Stage.EHLO), "451 4.4.2 silence").steps())
        .extracting(HostProbe.Step::stage, HostProbe.Step::isGood)
        .containsExactly(
            tuple(Stage.CONNECT, true), tuple(Stage.GREETING, true), tuple(Stage.EHLO, false));
  }

  @Test
  void shouldSayThatNobodyWasThere() {
    var probe = HostProbe.nowhere("r/a", SmtpReply.local(451, "4.4.3", "no such host"));

    assertThat(probe.steps())
        .containsExactly(new HostProbe.Step(Stage.LOOKUP, false, "451 4.4.3 no such host"));
  }

  private static HostProbe probe(
      HostTrace trace, String greeting, Optional<Stage> failedAt, String said) {
    return new HostProbe(
        "mx.example",
        "192.0.2.25 port 587",
        trace,
        greeting,
        List.of("AUTH", "SIZE"),
        true,
        failedAt,
        failedAt.map(stage -> reply(said)));
  }

  private static SmtpReply reply(String said) {
    String[] parts = said.split(" ", 3);
    return SmtpReply.local(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }

  private static HostTrace trace(Optional<String> tls) {
    return new HostTrace(
        "mx.example",
        "192.0.2.25",
        "192.0.2.5",
        tls,
        "",
        tls.map(t -> "mx.example"),
        false,
        Duration.ofMillis(12),
        Duration.ofMillis(24),
        Duration.ZERO,
        Duration.ZERO);
  }
}
