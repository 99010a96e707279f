package relay.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.lease.LeaseFixture.FLOW;
import static relay.domain.lease.LeaseFixture.lease;
import static relay.domain.lease.LeaseFixture.need;
import static relay.domain.lease.LeaseFixture.nodes;
import static relay.domain.lease.LeaseFixture.standing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.lease.LeaseRules.Round;
import relay.domain.lease.LeaseRules.Standing;

class LeaseRulesTest {
  private final LeaseRules rules = new LeaseRules(LeaseFixture.settings());

  @Test
  void shouldHaveNoLeasesAlone() {
    Round round = rules.next(standing(nodes(1)), List.of(need(500)));

    assertThat(round.slices()).isEmpty();
    assertThat(round.own()).isEmpty();
  }

  @Test
  void shouldTakeNoMoreThanOthersHaveLeft() {
    Round round = rules.next(standing(nodes(2)), List.of(need(500)));

    // The other one has not spoken of the flow: its even part is its own.
    assertThat(round.slices()).containsEntry(FLOW, new Slice(5000, 10));
  }

  @Test
  void shouldLeaveAFlowItHasNoMailForToThoseWhoHave() {
    Round round = rules.next(standing(nodes(2), lease(1, 5000, 10, 900)), List.<Need>of());

    assertThat(round.slices()).containsEntry(FLOW, new Slice(500, 1));
    assertThat(round.own()).containsExactly(new Lease("a", FLOW, new Slice(500, 1), 20, 0));
  }

  @Test
  void shouldTakeWhatAnotherNodeLeaves() {
    Round round = rules.next(standing(nodes(2), lease(1, 500, 1, 0)), List.of(need(900)));

    assertThat(round.slices()).containsEntry(FLOW, new Slice(9500, 19));
  }

  @Test
  void shouldShareByDemand() {
    Round more =
        rules.next(
            standing(nodes(2), lease(0, 1000, 2, 100), lease(1, 1000, 2, 100)), List.of(need(300)));

    assertThat(more.slices()).containsEntry(FLOW, new Slice(7250, 15));
  }

  @Test
  void shouldGiveBackWhatIsMoreThanItsPart() {
    Round round =
        rules.next(
            standing(nodes(2), lease(0, 9500, 19, 500), lease(1, 500, 1, 500)), List.of(need(500)));

    assertThat(round.slices()).containsEntry(FLOW, new Slice(5000, 10));
  }

  @Test
  void shouldNotMoveForSmallDifferences() {
    Round round =
        rules.next(
            standing(nodes(2), lease(0, 5000, 10, 500), lease(1, 5000, 10, 480)),
            List.of(need(520)));

    assertThat(round.slices()).containsEntry(FLOW, new Slice(5000, 10));
  }

  @Test
  void shouldShowConnectionsAsTakenUntilTheyHaveEnded() {
    Round round =
        rules.next(
            standing(nodes(2), lease(0, 9500, 19, 500), lease(1, 500, 1, 500)),
            List.of(new Need(FLOW, 20, 500, 17)));

    assertThat(round.slices().get(FLOW).connections()).isEqualTo(10);
    assertThat(round.own().get(0).slice().connections()).isEqualTo(17);
  }

  @Test
  void shouldClaimWhatBeganAfterItWasCounted() {
    Round round =
        rules.next(
            standing(nodes(2), lease(0, 9500, 19, 500), lease(1, 500, 1, 500)), List.of(need(500)));

    Round claiming = round.claiming(List.of(new Need(FLOW, 20, 500, 17)));

    assertThat(claiming.own()).containsExactly(new Lease("a", FLOW, new Slice(5000, 17), 20, 500));
    assertThat(claiming.slices())
        .isEqualTo(round.slices())
        .containsEntry(FLOW, new Slice(5000, 10));
    assertThat(round.claiming(List.of(new Need(FLOW, 20, 500, 3)))).isEqualTo(round);
    assertThat(round.claiming(List.of())).isEqualTo(round);
  }

  @Test
  void shouldClaimWhatBeganInAFlowThatItHadGivenBackAllBeyondItsEvenPartOf() {
    Round round = rules.next(standing(nodes(2), lease(0, 9500, 19, 0)), List.<Need>of());
    assertThat(round.own()).isEmpty();

    assertThat(round.claiming(List.of(new Need(FLOW, 20, 14, 14))).own())
        .containsExactly(new Lease("a", FLOW, new Slice(5000, 14), 20, 14));
    assertThat(round.claiming(List.of(new Need(FLOW, 20, 10, 10))).own()).isEmpty();
    assertThat(round.claiming(List.of(new Need(FLOW, 0, 14, 14))).own()).isEmpty();
  }

  @Test
  void shouldKeepTheEvenPartOfALostNodeForIt() {
    Nodes nodes =
        new Nodes(List.of(LeaseFixture.member(0, 2, false), LeaseFixture.member(1, 2, true)), 0);

    Round round = rules.next(standing(nodes), List.of(need(900)));

    assertThat(round.slices()).containsEntry(FLOW, new Slice(5000, 10));
  }

  @Test
  void shouldGoBackToItsEvenPartWhenNobodyWantsAnything() {
    Round round =
        rules.next(standing(nodes(2), lease(0, 500, 1, 0), lease(1, 5000, 10, 0)), List.<Need>of());

    assertThat(round.slices()).isEmpty();
    assertThat(round.own()).isEmpty();
  }

  @Test
  void shouldNotGoBackToItsEvenPartBeforeTheOtherHasGivenItBack() {
    Round round =
        rules.next(standing(nodes(2), lease(0, 500, 1, 0), lease(1, 9500, 19, 0)), List.<Need>of());

    assertThat(round.slices()).containsEntry(FLOW, new Slice(500, 1));
  }

  @Test
  void shouldHaveNothingOfAFlowThatOthersHaveAllOf() {
    Round round =
        rules.next(standing(nodes(2, 1, 1), lease(0, Slice.PARTS, 20, 500)), List.of(need(500)));

    assertThat(round.slices()).containsEntry(FLOW, new Slice(0, 0));
  }

  @Test
  void shouldLetNodesHaveTheirTurnsAtASingleConnection() {
    List<Integer> had = new ArrayList<>();
    for (int minute = 0; minute < 3; minute++) {
      var standing =
          new Standing(
              nodes(3), List.of(one(1, 0), one(2, 0)), LeaseFixture.NOON.plusSeconds(60L * minute));
      Round round = rules.next(standing, List.of(new Need(FLOW, 1, 100, 0)));
      had.add(round.slices().get(FLOW).connections());
    }

    assertThat(had).containsExactlyInAnyOrder(1, 0, 0);
  }

  private static Lease one(int place, int connections) {
    String id = String.valueOf((char) ('a' + place));
    return new Lease(id, FLOW, new Slice(3333, connections), 1, 100);
  }

  /** Whatever nodes want and whenever they ask, together they never have more than the whole. */
  @Test
  void shouldNeverGiveMoreThanThereIs() {
    Chance.rounds(
        100,
        random -> {
          int count = 2 + random.nextInt(4);
          int limit = 1 + random.nextInt(30);
          Map<String, Lease> table = new HashMap<>();
          for (int i = 0; i < 60; i++) {
            int own = random.nextInt(count);
            Nodes nodes = nodes(count, own, count);
            long demand = random.nextInt(3) == 0 ? 0 : random.nextInt(10_000);
            var standing =
                new Standing(
                    nodes, List.copyOf(table.values()), LeaseFixture.NOON.plusSeconds(20L * i));
            Round round = rules.next(standing, List.of(new Need(FLOW, limit, demand, 0)));
            table.remove(nodes.self().id());
            round.own().forEach(lease -> table.put(lease.node(), lease));

            long parts = 0;
            long connections = 0;
            for (int n = 0; n < count; n++) {
              Lease lease = table.get(nodes.members().get(n).id());
              Slice slice = lease == null ? nodes.even(n, limit) : lease.slice();
              parts += slice.parts();
              connections += slice.connections();
            }
            assertThat(parts).isLessThanOrEqualTo(Slice.PARTS);
            assertThat(connections).isLessThanOrEqualTo(limit);
          }
        });
  }

  @Test
  void shouldComeToRestWithinAFewRounds() {
    Map<String, Lease> table = new HashMap<>();
    long[] demands = {6_000, 3_000, 0};
    List<Slice> last = List.of();
    for (int i = 0; i < 12; i++) {
      List<Slice> now = new ArrayList<>();
      for (int own = 0; own < 3; own++) {
        Nodes nodes = nodes(3, own, 3);
        Round round =
            rules.next(
                new Standing(nodes, List.copyOf(table.values()), LeaseFixture.NOON),
                List.of(need(demands[own])));
        table.remove(nodes.self().id());
        round.own().forEach(lease -> table.put(lease.node(), lease));
        now.add(round.slices().get(FLOW));
      }
      if (i > 4) {
        assertThat(now).isEqualTo(last);
      }
      last = now;
    }

    assertThat(last.stream().mapToInt(Slice::parts).sum()).isGreaterThan(9_000);
    assertThat(last.stream().mapToInt(Slice::connections).sum()).isGreaterThanOrEqualTo(18);
    assertThat(last.get(0).parts()).isGreaterThan(last.get(1).parts());
    assertThat(last.get(2)).isEqualTo(new Slice(333, 1));
  }
}
