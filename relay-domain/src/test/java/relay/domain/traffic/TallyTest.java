package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class TallyTest {
  @Test
  void shouldCountTheLastMinuteOnlyWhateverTheTimes() {
    Chance.rounds(
        50,
        random -> {
          var tally = new Tally();
          List<Long> times = new ArrayList<>();
          long second = random.nextInt(1_000_000);
          for (int i = 0; i < 300; i++) {
            second += random.nextInt(random.nextInt(20) == 0 ? 200 : 3);
            tally.add(1, 2, second);
            times.add(second);
            long now = second;
            long sure = times.stream().filter(t -> t > now - 55).count();
            long atMost = times.stream().filter(t -> t > now - 65).count();

            assertThat(tally.taken(now)).isBetween(sure, atMost);
            assertThat(tally.deferred(now)).isEqualTo(2 * tally.taken(now));
          }
          assertThat(tally.taken(second + 100)).isZero();
        });
  }

  @Test
  void shouldTakeATimeThatLiesBackForTheNewest() {
    var tally = new Tally();
    tally.add(1, 0, 1000);

    tally.add(1, 0, 10);

    assertThat(tally.taken(1000)).isEqualTo(2);
  }
}
