package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import relay.domain.suppression.SuppressionHash.Name;

class SuppressionTableTest {
  private final SuppressionTable table = new SuppressionTable();

  @Test
  void shouldKnowNothingAtFirst() {
    assertThat(table.size()).isZero();
    assertThat(table.get(new Name(0, 0))).isZero();
    assertThat(table.get(new Name(1, 0))).isZero();
  }

  @Test
  void shouldKeepANameThatIsAllZero() {
    table.put(new Name(0, 0), 7);

    assertThat(table.get(new Name(0, 0))).isEqualTo(7);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void shouldTellNamesApartWhoseFirstHalvesAreTheSame() {
    table.put(new Name(5, 1), 1);
    table.put(new Name(5, 2), 2);

    assertThat(table.get(new Name(5, 1))).isEqualTo(1);
    assertThat(table.get(new Name(5, 2))).isEqualTo(2);
    assertThat(table.get(new Name(5, 3))).isZero();
  }

  @Test
  void shouldForgetWhatWasTakenOutAndKnowItAgainWhenItComesBack() {
    Name name = new Name(9, 9);
    table.put(name, 3);
    table.put(name, 0);
    assertThat(table.get(name)).isZero();
    assertThat(table.size()).isZero();

    table.put(name, 4);
    assertThat(table.get(name)).isEqualTo(4);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void shouldTakeOutNothingWhereNothingIs() {
    table.put(new Name(9, 9), 0);

    assertThat(table.size()).isZero();
  }

  @Test
  void shouldAnswerLikeAMapWhateverIsPutAndTakenOut() {
    long seed = System.nanoTime();
    System.Logger log = System.getLogger(getClass().getName());
    log.log(System.Logger.Level.INFO, "seed " + seed);
    Random random = new Random(seed);
    Map<Name, Integer> map = new HashMap<>();
    Name[] names = new Name[2_000];
    for (int i = 0; i < names.length; i++) {
      // Few different low bits: long ways to a free place.
      names[i] = new Name(random.nextLong() & 0xfc000000000000ffL, random.nextInt(4));
    }
    for (int i = 0; i < 100_000; i++) {
      Name name = names[random.nextInt(names.length)];
      int value = random.nextInt(3);
      table.put(name, value);
      if (value == 0) {
        map.remove(same(name));
      } else {
        map.put(same(name), value);
      }
    }

    assertThat(table.size()).as("seed %d", seed).isEqualTo(map.size());
    for (Name name : names) {
      assertThat(table.get(name)).as("seed %d", seed).isEqualTo(map.getOrDefault(same(name), 0));
    }
  }

  /** The table takes a name of zeros for the one of a one. */
  private static Name same(Name name) {
    return name.high() == 0 ? new Name(1, name.low()) : name;
  }

  @Test
  void shouldGiveBackThePlacesOfWhatWasTakenOut() {
    Random random = new Random(1);
    for (int i = 0; i < 300_000; i++) {
      Name name = new Name(random.nextLong(), random.nextLong());
      table.put(name, 1);
      table.put(name, 0);
    }

    assertThat(table.size()).isZero();
    assertThat(table.octets()).isLessThan(1 << 20);
  }

  @Test
  void shouldBeTheSameAgainWhenItIsFilledFromItsOwnEntries() {
    Random random = new Random(2);
    Name[] names = new Name[10_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = new Name(random.nextLong(), random.nextLong());
      table.put(names[i], i + 1);
    }
    table.put(names[0], 0);

    var copy = new SuppressionTable();
    table.forEach(copy::put);

    assertThat(copy.size()).isEqualTo(names.length - 1);
    assertThat(copy.get(names[0])).isZero();
    for (int i = 1; i < names.length; i++) {
      assertThat(copy.get(names[i])).isEqualTo(i + 1);
    }
  }

  @Test
  void shouldNeedNoMoreThanFortyOctetsAnEntry() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      table.put(new Name(random.nextLong(), random.nextLong()), 1);
    }

    assertThat(table.octets() / table.size()).isLessThanOrEqualTo(40);
  }

  @Test
  void shouldShowReadersEveryEntryThatWasPutBeforeWhileItGrows() throws InterruptedException {
    int entries = 200_000;
    var put = new AtomicLong();
    var missed = new AtomicLong();
    Thread reader =
        new Thread(
            () -> {
              Random random = new Random(4);
              while (put.get() < entries) {
                long known = put.get();
                if (known > 0) {
                  long one = Math.floorMod(random.nextLong(), known);
                  missed.addAndGet(table.get(nameOf(one)) == one + 1 ? 0 : 1);
                }
              }
            });
    reader.start();
    for (int i = 0; i < entries; i++) {
      table.put(nameOf(i), i + 1);
      put.set(i + 1);
    }
    reader.join();

    assertThat(missed).hasValue(0);
  }

  private static Name nameOf(long i) {
    return new Name(i * 0x9e3779b97f4a7c15L, i * 0xc2b2ae3d27d4eb4fL);
  }
}
