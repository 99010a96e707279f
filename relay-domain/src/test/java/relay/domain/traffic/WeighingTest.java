package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.tenancy.Weight;

class WeighingTest {
  private static final double EXACTLY = 1e-9;
  private final Weighing scales = new Weighing();

  @Test
  void shouldGiveAllToOneWhoIsAlone() {
    scales.add("a", new Weight(7, 3));

    assertThat(scales.part("a", new Weight(7, 3))).isCloseTo(1, within(EXACTLY));
    assertThat(scales.parties()).isEqualTo(1);
  }

  @Test
  void shouldShareBetweenTenantsFirstAndThenBetweenTheirStreams() {
    scales.add("a", new Weight(1, 1));
    scales.add("a", new Weight(1, 3));
    scales.add("b", new Weight(3, 1));

    assertThat(scales.part("a", new Weight(1, 1))).isCloseTo(1.0 / 16, within(EXACTLY));
    assertThat(scales.part("a", new Weight(1, 3))).isCloseTo(3.0 / 16, within(EXACTLY));
    assertThat(scales.part("b", new Weight(3, 1))).isCloseTo(3.0 / 4, within(EXACTLY));
  }

  @Test
  void shouldNotGiveATenantMoreForHavingMoreStreams() {
    for (int i = 0; i < 9; i++) {
      scales.add("a", Weight.EQUAL);
    }
    scales.add("b", Weight.EQUAL);

    assertThat(scales.part("b", Weight.EQUAL)).isCloseTo(0.5, within(EXACTLY));
  }

  @Test
  void shouldObeyATenantsNewWeightAtOnce() {
    scales.add("a", new Weight(1, 1));
    scales.add("b", new Weight(1, 1));
    scales.add("a", new Weight(3, 1));

    assertThat(scales.part("b", Weight.EQUAL)).isCloseTo(0.25, within(EXACTLY));
  }

  @Test
  void shouldAlwaysShareTheWholeWhoeverComesAndGoes() {
    Chance.rounds(
        50,
        random -> {
          record Party(String tenant, Weight weight) {}
          Weighing any = new Weighing();
          List<Party> there = new ArrayList<>();
          int[] ofTenant = {1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(9)};
          for (int step = 0; step < 200; step++) {
            if (random.nextBoolean() || there.isEmpty()) {
              int tenant = random.nextInt(3);
              var party =
                  new Party("t" + tenant, new Weight(ofTenant[tenant], 1 + random.nextInt(9)));
              there.add(party);
              any.add(party.tenant(), party.weight());
            } else {
              Party gone = there.remove(random.nextInt(there.size()));
              any.remove(gone.tenant(), gone.weight());
            }

            double all = 0;
            for (Party party : there) {
              double part = any.part(party.tenant(), party.weight());
              assertThat(part).isGreaterThan(0);
              all += part;
            }
            assertThat(any.parties()).isEqualTo(there.size());
            assertThat(all).isCloseTo(there.isEmpty() ? 0 : 1, within(1e-6));
          }
        });
  }
}
