package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Lane;

class ParcelsTest {
  private static final int[] ONE = {1};

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "100000, 1, 100000, 1",
    "100001, 2, 50001, 1",
    "10, 10, 1, 10",
    "10, 1000, 1, 10",
    "11, 10, 2, 1",
    "1999, 1000, 2, 999",
    "20000000, 1000, 20000, 1000",
  })
  void shouldPackEachRecipientOnce(int recipients, int parcel, int count, int last) {
    Parcels parcels = parcels(recipients, parcel, ONE, ONE);

    assertThat(parcels.count()).isEqualTo(count);
    assertThat(parcels.size(count - 1)).isEqualTo(last);
    assertThat(IntStream.range(0, count).map(parcels::size).sum()).isEqualTo(recipients);
  }

  @Test
  void shouldDealByTheShares() {
    Parcels parcels = parcels(10_000, 1, new int[] {70, 0, 20, 10, 0}, new int[] {1, 1, 1, 1, 1});
    int[] counts = new int[5];
    IntStream.range(0, parcels.count()).forEach(i -> counts[parcels.side(i)]++);

    assertThat(counts[0]).isBetween(6_700, 7_300);
    assertThat(counts[1]).as("no share").isZero();
    assertThat(counts[2]).isBetween(1_800, 2_200);
    assertThat(counts[3]).isBetween(850, 1_150);
    assertThat(counts[4]).as("no share at the end").isZero();
  }

  @Test
  void shouldDealNothingToWhoComesFirstWithoutAShare() {
    Parcels parcels = parcels(500, 1, new int[] {0, 0, 1}, new int[] {1, 1, 1});

    assertThat(IntStream.range(0, 500).map(parcels::side)).containsOnly(2);
  }

  @Test
  void shouldSpreadOverAllSitesOfAModelAndNoOthers() {
    Parcels parcels = parcels(5_000, 1, new int[] {1, 1}, new int[] {3, 200});

    for (int side = 0; side < 2; side++) {
      int wanted = side;
      int[] places =
          IntStream.range(0, 5_000)
              .filter(i -> parcels.side(i) == wanted)
              .map(parcels::place)
              .distinct()
              .sorted()
              .toArray();
      assertThat(places).isEqualTo(IntStream.range(0, side == 0 ? 3 : 200).toArray());
    }
  }

  @Test
  void shouldDealTheSameWithTheSameSeed() {
    int[] shares = {3, 4};
    int[] sites = {50, 60};
    Parcels parcels = parcels(1_000, 3, shares, sites);
    Parcels again = parcels(1_000, 3, shares, sites);

    for (int i = 0; i < parcels.count(); i++) {
      assertThat(again.side(i)).isEqualTo(parcels.side(i));
      assertThat(again.place(i)).isEqualTo(parcels.place(i));
    }
  }

  @Test
  void shouldCountAttemptsOfEachAndStopAtWhatMatters() {
    Parcels parcels = parcels(2, 1, ONE, ONE);

    assertThat(parcels.attempted(0)).isEqualTo(1);
    assertThat(parcels.attempted(0)).isEqualTo(2);
    assertThat(parcels.attempted(1)).as("of its own").isEqualTo(1);
    for (int i = 0; i < 1_000; i++) {
      parcels.attempted(0);
    }
    assertThat(parcels.attempted(0)).as("never negative").isEqualTo(127);
  }

  @Test
  void shouldRememberTheFirstTryFromTheFirstSecondOn() {
    Parcels parcels = parcels(2, 1, ONE, ONE);

    assertThat(parcels.firstTry(0, 0)).isZero();
    assertThat(parcels.firstTry(0, 900)).isZero();
    assertThat(parcels.firstTry(1, 5_184_000)).as("after sixty days").isEqualTo(5_184_000);
    assertThat(parcels.firstTry(1, 5_184_001)).isEqualTo(5_184_000);
  }

  @Test
  void shouldShrinkAndBePutOffOneByOne() {
    Parcels parcels = parcels(20, 10, ONE, ONE);

    parcels.shrink(0, 4);
    parcels.putOff(0, true);

    assertThat(parcels.size(0)).isEqualTo(6);
    assertThat(parcels.size(1)).isEqualTo(10);
    assertThat(parcels.wasPutOff(0)).isTrue();
    assertThat(parcels.wasPutOff(1)).isFalse();
    parcels.putOff(0, false);
    assertThat(parcels.wasPutOff(0)).isFalse();
  }

  private static Parcels parcels(int recipients, int parcel, int[] shares, int[] sites) {
    var campaign =
        new Campaign(
            recipients,
            Map.of("x", 1),
            Lane.BULK,
            0,
            1,
            Instant.EPOCH,
            1,
            Duration.ofDays(1),
            parcel);
    return new Parcels(campaign, shares, sites, new Random(1));
  }
}
