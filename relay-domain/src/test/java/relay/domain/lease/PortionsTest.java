package relay.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class PortionsTest {
  @Test
  void shouldDivideByWeightOverTheLeastOfEach() {
    assertThat(Portions.of(20, new int[] {1, 1}, new long[] {3, 1}, 0)).containsExactly(15, 5);
  }

  @Test
  void shouldGiveNothingOfTheRestToWhoWantsNothing() {
    assertThat(Portions.of(20, new int[] {2, 2, 2}, new long[] {0, 7, 0}, 0))
        .containsExactly(2, 16, 2);
  }

  @Test
  void shouldGiveWhatIsLeftOverToWhoeverMissesMost() {
    assertThat(Portions.of(10, new int[] {0, 0, 0}, new long[] {5, 4, 3}, 0))
        .containsExactly(4, 3, 3);
  }

  @Test
  void shouldGiveTheLastOneOfEqualsToAnotherEachTurn() {
    long[] equal = {1, 1, 1};
    int[] none = new int[3];

    assertThat(Portions.of(1, none, equal, 0)).containsExactly(1, 0, 0);
    assertThat(Portions.of(1, none, equal, 1)).containsExactly(0, 1, 0);
    assertThat(Portions.of(1, none, equal, 2)).containsExactly(0, 0, 1);
    assertThat(Portions.of(2, none, equal, 3)).containsExactly(1, 1, 0);
  }

  @Test
  void shouldGiveNoMoreThanTheLeastWhereTheyAreTooMuch() {
    assertThat(Portions.of(3, new int[] {2, 2}, new long[] {1, 1}, 0)).containsExactly(2, 2);
  }

  @Test
  void shouldLeaveNothingOverAndGiveNothingTwice() {
    Chance.rounds(
        500,
        random -> {
          int count = 1 + random.nextInt(6);
          int whole = random.nextInt(12_000);
          int[] least = new int[count];
          long[] weights = new long[count];
          for (int i = 0; i < count; i++) {
            least[i] = random.nextInt(1 + whole / count);
            weights[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(10_000);
          }
          weights[random.nextInt(count)] = 1 + random.nextInt(100);

          int[] portions = Portions.of(whole, least, weights, random.nextInt(1_000));

          assertThat(Arrays.stream(portions).sum()).isEqualTo(whole);
          for (int i = 0; i < count; i++) {
            assertThat(portions[i]).isGreaterThanOrEqualTo(least[i]);
            if (weights[i] == 0) {
              assertThat(portions[i]).isEqualTo(least[i]);
            }
          }
        });
  }
}
