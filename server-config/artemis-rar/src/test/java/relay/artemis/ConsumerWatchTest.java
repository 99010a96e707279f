package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConsumerWatchTest {
  private static final Map<String, Integer> OPENED = Map.of("relay.bulk", 32, "relay.otp", 8);
  private final ConsumerWatch watch = new ConsumerWatch();
  private final Map<String, Integer> present = new HashMap<>(OPENED);
  private long now;

  @Test
  void shouldTellOfAQueueThatLostOneOfItsConsumersOnceItsTimeIsOver() {
    present.put("relay.bulk", 31);

    assertThat(look()).isEmpty();
    now += ConsumerWatch.PATIENCE_NANOS - 1;
    assertThat(look()).isEmpty();
    now += 1;
    assertThat(look()).containsExactly("relay.bulk");
  }

  @Test
  void shouldGiveWhatIsConnectedAnewTheSameTimeAgain() {
    present.put("relay.bulk", 0);
    look();
    now += ConsumerWatch.PATIENCE_NANOS;
    assertThat(look()).containsExactly("relay.bulk");

    assertThat(look()).isEmpty();
    now += ConsumerWatch.PATIENCE_NANOS;
    assertThat(look()).containsExactly("relay.bulk");
  }

  @Test
  void shouldSayNothingOfAQueueThatGotItsConsumersBackInTime() {
    present.put("relay.otp", 0);
    look();
    now += ConsumerWatch.PATIENCE_NANOS / 2;
    present.put("relay.otp", 8);
    look();
    present.put("relay.otp", 7);
    now += ConsumerWatch.PATIENCE_NANOS / 2;

    assertThat(look()).isEmpty();
  }

  @Test
  void shouldSayNothingWhileNobodyKnows() {
    present.remove("relay.bulk");
    look();
    now += 2 * ConsumerWatch.PATIENCE_NANOS;

    assertThat(look()).isEmpty();
  }

  @Test
  void shouldBeContentWithTheConsumersOfOtherNodesToo() {
    present.put("relay.bulk", 64);
    look();
    now += 2 * ConsumerWatch.PATIENCE_NANOS;

    assertThat(look()).isEmpty();
  }

  private List<String> look() {
    return watch.overdue(
        OPENED,
        queue ->
            present.containsKey(queue) ? OptionalInt.of(present.get(queue)) : OptionalInt.empty(),
        now);
  }
}
