package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class TimeHeapTest {
  @Test
  void shouldGiveBackInOrderWhateverIsAddedMeanwhile() {
    Chance.rounds(
        5,
        random -> {
          var heap = new TimeHeap();
          var plain =
              new PriorityQueue<long[]>(
                  Comparator.<long[]>comparingLong(e -> e[0]).thenComparingLong(e -> e[1]));
          for (int i = 0; i < 4_000; i++) {
            if (plain.isEmpty() || random.nextInt(3) > 0) {
              long time = random.nextInt(1_000);
              int number = random.nextInt(TimeHeap.NUMBERS);
              heap.add(time, number);
              plain.add(new long[] {time, number});
            } else {
              assertThat(heap.time()).isEqualTo(plain.element()[0]);
              assertThat(heap.remove()).isEqualTo((int) plain.remove()[1]);
            }
            assertThat(heap.isEmpty()).isEqualTo(plain.isEmpty());
          }
        });
  }

  @Test
  void shouldPutTimesBeyondItsNumbersLast() {
    var heap = new TimeHeap();
    heap.add(Long.MAX_VALUE, 1);
    heap.add(1_200_000_000_000L, 2);
    heap.add(5_184_000_000L, 3);
    heap.add(0, 4);

    assertThat(heap.remove()).isEqualTo(4);
    assertThat(heap.time()).as("sixty days").isEqualTo(5_184_000_000L);
    assertThat(heap.remove()).isEqualTo(3);
    assertThat(heap.time()).isGreaterThan(500_000_000_000L);
    assertThat(heap.remove()).isEqualTo(1);
    assertThat(heap.remove()).isEqualTo(2);
    assertThat(heap.isEmpty()).isTrue();
  }

  @Test
  void shouldHaveNoTimeWhileItIsEmpty() {
    var heap = new TimeHeap();
    assertThat(heap.isEmpty()).isTrue();
    assertThat(heap.time()).isEqualTo(Long.MAX_VALUE);

    heap.add(0, 0);

    assertThat(heap.isEmpty()).isFalse();
    assertThat(heap.time()).isZero();
    assertThat(heap.remove()).isZero();
    assertThat(heap.time()).isEqualTo(Long.MAX_VALUE);
  }
}
