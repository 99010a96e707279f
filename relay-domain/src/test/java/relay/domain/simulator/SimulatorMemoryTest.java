package relay.domain.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.simulator.Simulated.NOON;
import static relay.domain.simulator.Simulated.address;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.ReversePath;

class SimulatorMemoryTest {
  private static final ReversePath ANN = ReversePath.parse("ann@acme.example");
  private static final EmailAddress GREY = address("greylist@simulator.test");
  private static final EmailAddress LIMITED = address("ratelimit@simulator.test");
  private final SimulatorMemory memory =
      new SimulatorMemory(
          Simulated.settings("simulator.rate", "2", "simulator.addresses-max", "2"));

  @Test
  void shouldKnowSenderAndRecipientTogether() {
    greylisted(ANN, GREY, NOON);

    Instant later = NOON.plusSeconds(60);
    assertThat(memory.greylisted(ReversePath.parse("eve@acme.example"), GREY, later)).isPresent();
    assertThat(memory.greylisted(ANN, address("greylist+2@simulator.test"), NOON)).isPresent();
  }

  @Test
  void shouldKnowThemInAnyCase() {
    greylisted(ANN, GREY, NOON);

    assertThat(
            memory.greylisted(
                ReversePath.parse("Ann@ACME.example"),
                address("Greylist@Simulator.Test"),
                NOON.plusSeconds(60)))
        .isEmpty();
  }

  @Test
  void shouldTellWhatIsLeftOfTheTime() {
    greylisted(ANN, GREY, NOON);

    assertThat(memory.greylisted(ANN, GREY, NOON.plusSeconds(20))).contains(Duration.ofSeconds(40));
  }

  @Test
  void shouldBeginAnewForTheNextMail() {
    greylisted(ANN, GREY, NOON);
    assertThat(memory.greylisted(ANN, GREY, NOON.plusSeconds(60))).isEmpty();

    assertThat(memory.greylisted(ANN, GREY, NOON.plusSeconds(61))).contains(Duration.ofMinutes(1));
  }

  @Test
  void shouldKnowTheNullPathToo() {
    greylisted(ReversePath.NULL, GREY, NOON);

    assertThat(memory.greylisted(ReversePath.NULL, GREY, NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void shouldForgetTheLongestUnusedWhenFull() {
    greylisted(ANN, address("greylist+1@simulator.test"), NOON);
    greylisted(ANN, address("greylist+2@simulator.test"), NOON);
    greylisted(ANN, address("greylist+3@simulator.test"), NOON);

    Instant later = NOON.plusSeconds(60);
    assertThat(memory.greylisted(ANN, address("greylist+3@simulator.test"), later)).isEmpty();
    assertThat(memory.greylisted(ANN, address("greylist+1@simulator.test"), later)).isPresent();
  }

  @Test
  void shouldCountEachAddressForItself() {
    assertThat(memory.takesOneMore(LIMITED, NOON)).isTrue();
    assertThat(memory.takesOneMore(LIMITED, NOON)).isTrue();
    assertThat(memory.takesOneMore(LIMITED, NOON)).isFalse();

    assertThat(memory.takesOneMore(address("ratelimit+b@simulator.test"), NOON)).isTrue();
  }

  @Test
  void shouldBeginAMinuteWithTheFirstMailAndNotWithARefusedOne() {
    memory.takesOneMore(LIMITED, NOON);
    memory.takesOneMore(LIMITED, NOON.plusSeconds(30));
    assertThat(memory.takesOneMore(LIMITED, NOON.plusSeconds(59))).isFalse();

    assertThat(memory.takesOneMore(LIMITED, NOON.plusSeconds(60))).isTrue();
    assertThat(memory.takesOneMore(LIMITED, NOON.plusSeconds(60))).isTrue();
    assertThat(memory.takesOneMore(LIMITED, NOON.plusSeconds(119))).isFalse();
  }

  @Test
  void shouldTakeNothingAtARateOfNought() {
    var none = new SimulatorMemory(Simulated.settings("simulator.rate", "0"));

    assertThat(none.takesOneMore(LIMITED, NOON)).isFalse();
    assertThat(none.takesOneMore(LIMITED, NOON.plusSeconds(600))).isFalse();
  }

  private void greylisted(ReversePath sender, EmailAddress recipient, Instant at) {
    assertThat(memory.greylisted(sender, recipient, at)).contains(Duration.ofMinutes(1));
  }
}
